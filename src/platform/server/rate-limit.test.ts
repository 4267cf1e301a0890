/** Rate limits (频率限制): whom an address stands for. */
import { expect, test } from 'vitest'
import { networkOf } from './rate-limit.ts'

test.each([
  ['203.0.113.7', '203.0.113.7', 'IPv4 stands for itself'],
  ['203.0.113.7:5001', '203.0.113.7', 'a proxy added the port: it is another each time'],
  ['::ffff:203.0.113.7', '203.0.113.7', 'IPv4 as a socket for both tells it'],
  ['2001:db8:1:1::1', '2001:db8:1:1', 'a home has all that follows'],
  ['2001:db8:1:1:ffff:0:0:9', '2001:db8:1:1', 'the same home'],
  ['[2001:db8:1:1::9]:443', '2001:db8:1:1', 'with a port'],
  ['2001:db8:1:2::1', '2001:db8:1:2', 'the next home'],
  ['fe80::1%eth0', 'fe80:0:0:0', 'on this line alone'],
  ['::1', '0:0:0:0', 'this machine'],
  ['not an address', 'unknown', 'what is none is one client together'],
])('%s counts as %s: %s', (address, network, _why) => {
  expect(networkOf(address)).toBe(network)
})
