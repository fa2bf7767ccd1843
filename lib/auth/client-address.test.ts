import { expect, it } from "vitest";
import { clientAddress, exactAddress } from "./client-address";

const from = (address: string) => new Headers({ "x-forwarded-for": address });

it("counts all addresses of an IPv6 subscriber as one, and each of IPv4", () => {
  for (const address of ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2:3::"])
    expect(clientAddress(from(address)), address).toBe("2001:db8:1:2");
  expect(clientAddress(from("2001:db8:1:3::1"))).toBe("2001:db8:1:3");
  for (const address of ["198.51.100.7", "::ffff:198.51.100.7", "unknown"])
    expect(clientAddress(from(address)), address).toBe(address);
});

it("believes the last address alone, and knows it exactly", () => {
  expect(clientAddress(from("10.0.0.1, 198.51.100.7"))).toBe("198.51.100.7");
  expect(exactAddress(from("10.0.0.1, 2001:db8:1:2::1"))).toBe("2001:db8:1:2::1");
  expect(clientAddress(new Headers())).toBe("unknown");
});
