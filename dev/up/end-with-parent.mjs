// Loaded into every program that the shop's command starts. However the command ends, `kill -9` included, the channel
// between the two breaks: then the program ends as if asked to. Programs that those start inherit this file but not
// the command as their parent, and are left alone.
if (process.env.CARTWRIGHT_COMMAND === String(process.ppid)) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 28_000).unref();
  });
  process.channel?.unref();
}
