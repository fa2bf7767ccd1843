/** A line every tenth of the way. */
export function pictureProgress(
  what: string,
  onProgress: (sentence: string) => void,
): (done: number, total: number) => void {
  let told = -1;
  return (done, total) => {
    const tenth = Math.floor((done * 10) / total);
    if (tenth === told) return;
    told = tenth;
    onProgress(`${what}: ${done} of ${total}.`);
  };
}
