// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedBundle
import TestimonyModel
import Vault

/// A bundle on its way, as far as it is here: a file of sealed bytes whose name says which file it is to become.
struct IncomingBundle {
  private let folder: URL
  private let stem: String
  private let sequence: UInt32
  private var version: [UInt8]?
  private var total: Int?
  private(set) var length: Int

  /// Goes on with what an earlier run left, or begins.
  init(_ sequence: UInt32, of campaign: Campaign, in folder: URL) throws {
    (self.folder, self.sequence) = (folder, sequence)
    stem = VaultStore.incomingStem(sequence, of: campaign)
    let stem = stem
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    version = names.filter { $0.hasPrefix(stem) }.compactMap {
      Hex.bytes($0.dropFirst(stem.count).prefix(64))
    }.first { $0.count == Digest.length }
    length = 0
    if version != nil {
      let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
      length = (attributes[.size] as? NSNumber)?.intValue ?? 0
    }
  }

  var url: URL { folder.appending(path: "\(stem)\(Hex.text(version ?? [])).part") }

  func range(from position: Int) -> PullRange {
    PullRange(
      sequence: sequence, offset: UInt64(position), version: version ?? PullRequest.zero)
  }

  /// Keeps what a reply brought from a position on, without what fills it up.
  mutating func add(_ reply: PullReply, at position: Int) throws {
    guard reply.sequence == sequence, reply.total >= UInt64(BundleHeader.length),
      version == nil ? position == 0 : version == reply.version
    else { throw Failure.notAnIntake }
    (version, total) = (reply.version, Int(reply.total))
    guard position == length, length < Int(reply.total) else { return }
    let bytes = reply.part.prefix(Int(reply.total) - length)
    try append(bytes)
    length += bytes.count
  }

  /// Checks the whole against the digest in its name.
  func check() throws {
    var digest = try Digest()
    let input = try FileHandle(forReadingFrom: url)
    defer { try? input.close() }
    while let more = try input.read(upToCount: 1 << 20), !more.isEmpty { try digest.update(more) }
    guard try digest.finish() == version, total.map({ $0 == length }) ?? true else {
      remove()
      throw Failure(
        "the bundle was changed on its way", hint: "run the same command again", code: 30)
    }
  }

  /// Overwrites and removes what is here: a testimony in it may be withdrawn (G6).
  func remove() { try? SecretFile.removeAnyway(url) }

  private func append(_ bytes: ArraySlice<UInt8>) throws {
    if length == 0 {
      let made = FileManager.default.createFile(
        atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
      guard made else { throw VaultError.cannotWrite }
    }
    do {
      let file = try FileHandle(forWritingTo: url)
      defer { try? file.close() }
      try file.seekToEnd()
      try file.write(contentsOf: bytes)
    } catch {
      throw Failure("the bundle could not be written", hint: "is there room on the disk?")
    }
  }
}
