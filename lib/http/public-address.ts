import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Address space that is not the public internet: IANA's special-purpose registries, RFC 6890 and its successors. */
const closed4 = blockList("ipv4", [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]);
/** All that is handed out to the public. Mapped, translated and local addresses lie outside of it. */
const open6 = blockList("ipv6", ["2000::/3"]);
/** Within it: protocol assignments with Teredo, documentation, and 6to4, which carries an IPv4 address inside. */
const closed6 = blockList("ipv6", ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]);

/** Whether a numeric address is one on the public internet, and so none of our own machines. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed4.check(address, "ipv4");
  if (isIPv6(address)) return open6.check(address, "ipv6") && !closed6.check(address, "ipv6");
  return false;
}

/** Of a network without names on the internet: the machine itself, a private network, a link. */
const own4 = blockList("ipv4", [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
]);
const own6 = blockList("ipv6", ["::1/128", "fc00::/7", "fe80::/10"]);

/** Whether a numeric address is of our own network: no visitor from the internet has it, but a proxy of ours may. */
export function isOwnNetwork(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(plain)) return own4.check(plain, "ipv4");
  return isIPv6(plain) && own6.check(plain, "ipv6");
}

function blockList(family: "ipv4" | "ipv6", subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = "", bits = ""] = subnet.split("/");
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}
