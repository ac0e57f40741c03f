// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CryptoPrimitives

@Suite struct PrimitiveTests {
  var key: SecretBytes { SecretBytes(copying: [UInt8](repeating: 1, count: 32)) }
  let nonce = [UInt8](repeating: 2, count: 12)

  @Test func `SHA-256 and HMAC give the values of FIPS 180-4 and RFC 4231`() throws {
    #expect(
      Hex.text(Digest.sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Hex.text(MAC.hmacSHA256(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    var pieces = try Digest()
    try pieces.update(Array("a".utf8))
    try pieces.update(Array("bc".utf8)[...])
    #expect(try pieces.finish() == Digest.sha256(Array("abc".utf8)))
  }

  @Test func `an empty HMAC key is a key of its own, not the one before`() {
    let before = MAC.hmacSHA256(key: [1, 2, 3], [])
    let empty = MAC.hmacSHA256(key: [], [])
    #expect(before != empty)
    #expect(
      Hex.text(empty) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test func `HKDF gives the values of RFC 5869, case 1`() throws {
    let input = [UInt8](repeating: 0x0b, count: 22)
    let salt = [UInt8](0...0x0c)
    let info = [UInt8](0xf0...0xf9)
    let extracted = KeyDerivation.extract(salt: salt, input)
    #expect(
      Hex.text(extracted) == "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")
    #expect(
      Hex.text(try KeyDerivation.expand(extracted, info: info, length: 42))
        == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
    #expect(throws: PrimitiveError.badLength) {
      try KeyDerivation.expand(extracted, info: [], length: 8_161)
    }
  }

  @Test func `scrypt gives the value of RFC 7914, case 2`() throws {
    let made = try PassphraseKey.scrypt(
      SecretBytes(copying: Array("password".utf8)), salt: Array("NaCl".utf8),
      cost: .init(n: 1024, r: 8, p: 16))
    #expect(
      made.withBytes { Hex.text($0) }
        == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162")
  }

  @Test(arguments: [
    (
      "passwd", "salt", 1,
      "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
    ),
    (
      "Password", "NaCl", 80_000,
      "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
    ),
  ])
  func `PBKDF2 gives the values of RFC 7914, section 11`(
    password: String, salt: String, rounds: Int, expected: String
  ) throws {
    let words = SecretBytes(copying: Array(password.utf8))
    let made = try KeyDerivation.pbkdf2(
      password: words, salt: Array(salt.utf8), rounds: rounds, length: 64)
    #expect(made.withBytes { Hex.text($0) } == expected)
    let first = try KeyDerivation.pbkdf2(
      password: words, salt: Array(salt.utf8), rounds: rounds, length: 32)
    #expect(first.withBytes { Hex.text($0) } == expected.prefix(64))
  }

  @Test(arguments: [(0, 32), (-1, 32), (10_000_001, 32), (1, 0), (1, -1), (1, 8_161)])
  func `PBKDF2 refuses what it would never end, or never begin`(rounds: Int, length: Int) {
    #expect(throws: PrimitiveError.self) {
      _ = try KeyDerivation.pbkdf2(
        password: SecretBytes(copying: [1]), salt: [1], rounds: rounds, length: length)
    }
  }

  @Test(arguments: [
    PassphraseKey.ScryptCost(n: 1 << 24, r: 8, p: 1), .init(n: 1000, r: 8, p: 1),
    .init(n: 0, r: 8, p: 1), .init(n: 16, r: 0, p: 1), .init(n: 16, r: 8, p: 17),
    .init(n: UInt64.max, r: 8, p: 1),
  ])
  func `a hostile cost is refused before anything is computed`(cost: PassphraseKey.ScryptCost) {
    #expect(throws: PrimitiveError.badCost) {
      _ = try PassphraseKey.scrypt(SecretBytes(copying: [1]), salt: [1], cost: cost)
    }
  }

  @Test func `Ed25519 gives the signature of RFC 8032, test 2`() throws {
    let seed = try #require(
      Hex.bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    let signer = try Signing.PrivateKey(seed: SecretBytes(copying: seed))
    #expect(
      Hex.text(signer.publicKey)
        == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    let signature = try signer.sign([0x72])
    #expect(
      Hex.text(signature)
        == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    try Signing.check(signature, over: [0x72], by: signer.publicKey)
    #expect(throws: PrimitiveError.notAuthentic) {
      try Signing.check(signature, over: [0x73], by: signer.publicKey)
    }
  }

  @Test func `every flipped bit of a sealed message is noticed`() throws {
    let sealed = try AEAD.seal([1, 2, 3], key: key, nonce: nonce, associated: [4])
    for bit in 0..<(sealed.count * 8) {
      var changed = sealed
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: PrimitiveError.notAuthentic) {
        try AEAD.open(changed[...], key: key, nonce: nonce, associated: [4])
      }
    }
    #expect(throws: PrimitiveError.notAuthentic) {
      try AEAD.open(sealed[...], key: key, nonce: nonce, associated: [5])
    }
  }

  @Test func `every truncation of a sealed message is noticed`() throws {
    let sealed = try AEAD.seal([1, 2, 3], key: key, nonce: nonce, associated: [])
    for length in 0..<sealed.count {
      #expect(throws: PrimitiveError.notAuthentic) {
        try AEAD.open(sealed.prefix(length), key: key, nonce: nonce, associated: [])
      }
    }
  }

  @Test(arguments: [0, 16, 31, 33])
  func `a key of another length is refused`(length: Int) {
    let short = SecretBytes(copying: [UInt8](repeating: 0, count: length))
    #expect(throws: PrimitiveError.badLength) {
      try AEAD.seal([1], key: short, nonce: nonce, associated: [])
    }
  }

  @Test func `points off the curve, at infinity, compressed or hybrid are refused`() throws {
    let good = try KeyAgreement.PrivateKey().publicKey
    var bad: [[UInt8]] = [
      [], [0], Array(good.prefix(64)), good + [0], [0] + good.dropFirst(),
      [UInt8(2 + (good[64] & 1))] + good[1..<33], [UInt8(6 + (good[64] & 1))] + good.dropFirst(),
      [4] + [UInt8](repeating: 0, count: 64), [4] + [UInt8](repeating: 0xff, count: 64),
    ]
    var offCurve = good
    offCurve[64] ^= 1
    bad.append(offCurve)
    for point in bad {
      #expect(throws: PrimitiveError.badPublicKey) { _ = try KeyAgreement.PublicKey(point) }
    }
    #expect(try KeyAgreement.PublicKey(good).bytes == good)
  }

  @Test(arguments: [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "01",
  ])
  func `zero, the order and more are no private keys`(hex: String) throws {
    let scalar = SecretBytes(copying: try #require(Hex.bytes(hex)))
    #expect(throws: PrimitiveError.badPrivateKey) { _ = try KeyAgreement.PrivateKey(scalar) }
  }

  @Test func `two sides agree on a secret`() throws {
    let left = try KeyAgreement.PrivateKey()
    let right = try KeyAgreement.PrivateKey()
    let one = try left.sharedSecret(with: KeyAgreement.PublicKey(right.publicKey))
    let other = try right.sharedSecret(with: KeyAgreement.PublicKey(left.publicKey))
    #expect(one.withBytes { Array($0) } == other.withBytes { Array($0) })
  }

  @Test func `comparing tells equal from different, also by length`() {
    #expect(MAC.equal([1, 2], [1, 2]))
    #expect(!MAC.equal([1, 2], [1, 3]))
    #expect(!MAC.equal([1, 2], [1, 2, 3]))
  }

  @Test func `a length that libcrypto cannot count is an error and no crash`() throws {
    #expect(try libraryLength(Int(Int32.max)) == Int32.max)
    #expect(throws: PrimitiveError.badLength) { try libraryLength(Int(Int32.max) + 1) }
    #expect(throws: PrimitiveError.badLength) { try RandomBytes.fresh(Int(Int32.max) + 1) }
  }

  @Test func `random bytes do not repeat`() throws {
    let drawn = try (0..<1000).map { _ in try RandomBytes.fresh(16) }
    #expect(Set(drawn).count == 1000)
  }

  @Test func `wiping leaves nothing where an array lay, and empties it`() throws {
    var bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 * 31 + 7) }
    let kept = bytes[1024..<3072].map(\.self)
    let place = bytes.withUnsafeBytes { UInt64(UInt(bitPattern: $0.baseAddress)) } + 1024
    #expect(try Self.memory(at: place, kept.count) == kept)
    wipe(&bytes)
    #expect(bytes.isEmpty)
    // Where it was given back others may have written since: most of it would still stand there.
    let left = zip(try Self.memory(at: place, kept.count), kept).count { $0 == $1 }
    #expect(left < kept.count / 10)
  }

  /// What lies in this process's memory, also where it was given back; empty where nothing is left.
  ///
  /// The kernel reads it: no pointer may be followed there any more.
  private static func memory(at place: UInt64, _ count: Int) throws -> [UInt8] {
    let memory = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/mem"))
    defer { try? memory.close() }
    try memory.seek(toOffset: place)
    return [UInt8]((try? memory.read(upToCount: count)) ?? Data())
  }

  @Test func `domain labels are all different and none begins another`() {
    let labels = DomainLabel.allCases.map(\.rawValue)
    for label in labels {
      #expect(labels.filter { $0.hasPrefix(label) } == [label])
    }
  }

  @Test func `hexadecimal reads what it writes and refuses the rest`() {
    let all = [UInt8](0...255)
    #expect(Hex.bytes(Hex.text(all)) == all)
    #expect(Hex.bytes("0") == nil)
    #expect(Hex.bytes("zz") == nil)
    #expect(Hex.groups([0xab, 0xcd, 0xef]) == "abcd ef")
  }
}
