import { expect, it } from "vitest";
import { isPublicAddress } from "./public-address";

const closed = [
  "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.1.1", "198.18.0.1",
  "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
  "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2002:7f00:1::", "3fff::1", "5f00::1",
  "", "localhost", "1.2.3", "0x7f000001", "2130706433",
];
const open = ["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "193.0.0.1", "2606:4700::1111", "2a00:1450:4001::200e"];

it.each(closed)("%s is not on the public internet", (address) => expect(isPublicAddress(address)).toBe(false));
it.each(open)("%s is", (address) => expect(isPublicAddress(address)).toBe(true));
