// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import Vault

@testable import SealedCopy

@Suite struct SealedCopyTests {
  private static let campaign = [UInt8](repeating: 7, count: 16)
  private static let cost = PassphraseKey.ScryptCost(n: 16, r: 8, p: 1)
  private static var passphrase: SecretBytes { SecretBytes(copying: Array("invented".utf8)) }

  private final class File {
    let url = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)")
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private static func stream(_ content: [UInt8]) throws -> File {
    let file = File()
    try Data().write(to: file.url)
    var writer = SealedStreamWriter(
      to: try FileHandle(forWritingTo: file.url), key: SecretBytes(copying: Self.key),
      associated: [1])
    try writer.add(content)
    try writer.finish()
    return file
  }

  private static func bytes(_ keys: RestoreKeys, _ header: IntakeCopyHeader) -> [UInt8]? {
    guard let key = keys.key(of: header) else { return nil }
    return key.withBytes { Array($0) }
  }

  private static let key = [UInt8](repeating: 9, count: 32)

  private static func read(_ file: File, _ count: Int, associated: [UInt8] = [1]) throws -> [UInt8]
  {
    var reader = SealedStreamReader(
      try FileHandle(forReadingFrom: file.url), key: SecretBytes(copying: key),
      associated: associated)
    let bytes = try reader.take(count)
    try reader.finish()
    return bytes
  }

  // Below, at and above a chunk's size.
  @Test(arguments: [0, 1, 1_048_575, 1_048_576, 1_048_577, 2_097_152])
  func `a stream of any length comes back as it went`(count: Int) throws {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    #expect(try Self.read(Self.stream(content), count) == content)
  }

  // G12
  @Test func `a stream that was cut at a chunk's end, made longer or changed is refused`() throws {
    let content = [UInt8](repeating: 5, count: 1_048_576 + 9)
    let source = try Self.stream(content)
    let whole = try Data(contentsOf: source.url)
    withExtendedLifetime(source) {}
    let chunk = 1_048_576 + AEAD.tagLength
    var changed = whole
    changed[chunk + 3] ^= 1
    let swapped = whole.suffix(from: chunk) + whole.prefix(chunk)
    for bytes in [whole.prefix(chunk), whole + [0], changed, swapped, whole.dropLast()] {
      let file = File()
      try Data(bytes).write(to: file.url)
      #expect(throws: SealedCopyError.self) { try Self.read(file, content.count) }
    }
    let other = try Self.stream([1, 2, 3])
    #expect(throws: SealedCopyError.damaged) { try Self.read(other, 3, associated: [2]) }
  }

  @Test func `a file that is there is never written over, so a copy holds each name once`() throws {
    let (source, target) = (try Self.stream([1, 2, 3, 4]), File())
    var reader = SealedStreamReader(
      try FileHandle(forReadingFrom: source.url), key: SecretBytes(copying: Self.key),
      associated: [1])
    try reader.write(2, to: target.url)
    do throws(SealedCopyError) {
      try reader.write(2, to: target.url)
      Issue.record("written twice")
    } catch { #expect(error == .damaged) }
    #expect(try Data(contentsOf: target.url) == Data([1, 2]))
  }

  @Test func `a copy that cannot be read is told apart from one that cannot be written`() throws {
    let file = try Self.stream([1, 2, 3])
    // A file that is open for the other way fails at once, as a stick does that is broken.
    var reader = SealedStreamReader(
      try FileHandle(forWritingTo: file.url), key: SecretBytes(copying: Self.key), associated: [1])
    do throws(SealedCopyError) {
      try reader.begin()
      Issue.record("read")
    } catch { #expect(error == .cannotRead) }
    let writer = SealedStreamWriter(
      to: try FileHandle(forReadingFrom: file.url), key: SecretBytes(copying: Self.key),
      associated: [1])
    do throws(SealedCopyError) {
      try writer.finish()
      Issue.record("written")
    } catch { #expect(error == .cannotWrite) }
  }

  @Test func `a file that is to be copied and is not there was not unwritable`() throws {
    let (file, missing) = (try Self.stream([]), File())
    var writer = SealedStreamWriter(
      to: try FileHandle(forWritingTo: file.url), key: SecretBytes(copying: Self.key),
      associated: [1])
    do throws(SealedCopyError) {
      try writer.add(missing.url, as: "inbox.sqlite")
      Issue.record("copied")
    } catch { #expect(error == .cannotRead) }
  }

  // G1
  @Test func `a copy's key comes from the operator's key file, and from no other`() throws {
    let (aziza, card) = try OperatorKey.make(name: "aziza", Self.passphrase, cost: Self.cost)
    let (other, _) = try OperatorKey.make(name: "farhod", Self.passphrase, cost: Self.cost)
    let (header, context) = try IntakeCopyHeader.begin(
      .records, campaign: Self.campaign, lastDay: 0, for: OperatorCard(json: card.json))
    let sealed = try header.key(from: context).withBytes { Array($0) }
    let read = try IntakeCopyHeader(header.bytes)
    #expect(read == header)
    let key = try OperatorKey.unlock(aziza, Self.passphrase)
    let opened = try OperatorKey.restoreKey(of: read, key).withBytes { Array($0) }
    #expect(opened == sealed)
    let stranger = try OperatorKey.unlock(other, Self.passphrase)
    #expect(throws: VaultError.copyOfAnotherOperator) {
      try OperatorKey.restoreKey(of: read, stranger).count
    }
    #expect(throws: VaultError.keyFileUnreadable) {
      try ReaderKey.unlock(aziza, Self.passphrase).publicKey
    }
  }

  @Test func `a header whose campaign, kind or last day was changed gives another key`() throws {
    let (file, card) = try OperatorKey.make(name: "aziza", Self.passphrase, cost: Self.cost)
    let (header, context) = try IntakeCopyHeader.begin(
      .recordKeys, campaign: Self.campaign, lastDay: 20_800, for: card)
    let key = try OperatorKey.unlock(file, Self.passphrase)
    let sealed = try header.key(from: context).withBytes { Array($0) }
    for place in [5, 6, 25] {
      var bytes = header.bytes
      bytes[place] ^= place == 5 ? 3 : 1
      let changed = try IntakeCopyHeader(bytes)
      let opened = try OperatorKey.restoreKey(of: changed, key).withBytes { Array($0) }
      #expect(opened != sealed)
    }
  }

  @Test func `restore keys are read as they were written, and nothing else is`() throws {
    let (_, card) = try OperatorKey.make(name: "aziza", Self.passphrase, cost: Self.cost)
    var keys = RestoreKeys()
    var headers: [IntakeCopyHeader] = []
    for kind in [IntakeCopyHeader.Kind.records, .recordKeys] {
      let (header, context) = try IntakeCopyHeader.begin(
        kind, campaign: Self.campaign, lastDay: 1, for: card)
      try keys.add(header.key(from: context), of: header)
      headers.append(header)
    }
    let read = try RestoreKeys(text: keys.text)
    for header in headers {
      let (was, now) = (Self.bytes(keys, header), Self.bytes(read, header))
      #expect(was?.count == 32 && was == now)
    }
    let wrong = [
      "", "ovoz restore keys v2\n", keys.text.replacing(" v1", with: " v2"),
      keys.text + "more\n", String(keys.text.dropLast(3)),
    ]
    for text in wrong {
      #expect(throws: SealedCopyError.restoreKeysUnreadable) { try RestoreKeys(text: text) }
    }
  }

  @Test func `a card of another kind or a newer version is refused`() throws {
    let (_, card) = try OperatorKey.make(name: "aziza", Self.passphrase, cost: Self.cost)
    let text = String(decoding: card.json, as: UTF8.self)
    #expect(try OperatorCard(json: card.json) == card)
    let wrong = [
      text.replacing("\"operator\"", with: "\"reader\""), text.replacing(": 1", with: ": 2"),
      text.replacing("aziza", with: ""), text.replacing("\"04", with: "\"05"), "{}",
    ]
    for json in wrong {
      #expect(throws: SealedCopyError.cardUnreadable) { try OperatorCard(json: Array(json.utf8)) }
    }
  }
}
