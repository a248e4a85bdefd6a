import { describe, expect, it } from "vitest";
import { memberLimits, networkOf, signInDelay, signInLimits } from "@/domain/identity/rate-limits";

describe("how often", () => {
  it.each([
    ["sign-in to one account from one address", signInLimits.perAccount, 5, 900],
    ["sign-in from one address", signInLimits.perAddress, 100, 3_600],
    ["sign-up from one address", signInLimits.signUp, 20, 3_600],
    ["second factor", signInLimits.secondFactor, 5, 900],
    ["links by mail", signInLimits.mailLinks, 5, 3_600],
    ["links into one mailbox", signInLimits.mailLinksPerMailbox, 20, 86_400],
    ["changes by one person", memberLimits.writes, 120, 60],
    ["invitations by one organisation", memberLimits.invitations, 50, 86_400],
    ["organisations by one person", memberLimits.organisations, 5, 86_400],
    ["exports of one's data", memberLimits.exports, 3, 86_400],
  ])("%s", (_what, limit, points, seconds) => expect(limit).toMatchObject({ points, seconds }));

  it("limits do not share a counter", () => {
    const names = [...Object.values(signInLimits), ...Object.values(memberLimits)].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    [0, 0],
    [3, 0],
    [4, 1_000],
    [5, 2_000],
    [8, 16_000],
    [20, 300_000],
    [1_000_000, 300_000],
  ])("after %i failures the next try waits %i ms", (failures, wait) => expect(signInDelay(failures)).toBe(wait));
});

describe("the network that a limit counts", () => {
  it.each([
    ["IPv4 as it is", "192.0.2.7", "192.0.2.7"],
    ["IPv6 by its /64", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["another host of the same /64", "2001:DB8:1:2::ffff", "2001:db8:1:2::/64"],
    ["leading zeros", "2001:0db8:0001:0002::1", "2001:db8:1:2::/64"],
    ["zeros within", "2001:db8::1", "2001:db8:0:0::/64"],
    ["loopback", "::1", "0:0:0:0::/64"],
    ["IPv4 inside IPv6", "::ffff:192.0.2.7", "192.0.2.7"],
    ["the same in hexadecimal", "::ffff:c000:207", "192.0.2.7"],
    ["the same in full", "0:0:0:0:0:ffff:192.0.2.7", "192.0.2.7"],
    ["a zone", "fe80::1%eth0", "fe80:0:0:0::/64"],
    ["brackets", "[2001:db8:1:2::1]", "2001:db8:1:2::/64"],
    ["no address", "unknown", "unknown"],
    ["too many groups", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:9"],
    ["two gaps", "1::2::3", "1::2::3"],
  ])("%s", (_case, address, network) => expect(networkOf(address)).toBe(network));
});
