// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedBundle
import TestimonyModel
import Vault
import WebTransfer

/// Fetches bundle after bundle, imports each, and acknowledges what is durably in the vault.
struct InboxPull {
  let line: PullLine
  let store: VaultStore
  let campaign: Campaign
  let today: Day

  /// How many times a request is made over a line that brings nothing.
  private static let patience = 3
  /// How often a bundle may become another file while it is fetched; each withdrawal makes it one.
  private static let mostChanges = 8
  /// A part with less than this, in bytes, is a short one, unless it is the last.
  private static let shortPart = 4_096
  /// How many short parts a bundle may come in: lines that break off give some, a server that means harm any number.
  private static let mostShortParts = 64

  /// Imports all that waits; `each` is told of every bundle as it is taken in.
  func run(_ each: (ImportReport) -> Void) throws {
    let isAlone = try store.pullAlone {
      try store.sweepIncoming(of: campaign)
      // First what an earlier run may have imported and not said any more.
      try acknowledge()
      var isSigned = false
      while let file = try fetchNext() {
        each(try take(file))
        isSigned = true
        try acknowledge()
      }
      // Only now: a pull that breaks off between bundles may lack a withdrawal (G6). And not by the word of whoever answers,
      // which nobody signs: an intake makes a bundle a day for whoever asks, with nothing in it if need be.
      if isSigned { try store.noteUpToDate(campaign, today: today) }
    }
    guard isAlone else { throw Failure.pullRunning }
  }

  private func take(_ file: IncomingBundle) throws -> ImportReport {
    let bar = ProgressBar("importing")
    defer { bar.finish() }
    // Whole or not at all: what is refused is of no use, and would be refused again.
    defer { file.remove() }
    return try store.importBundle(file.url, of: campaign, today: nil, progress: bar.show)
  }

  /// Tells the intake up to which bundle everything is durably here.
  private func acknowledge() throws {
    let last = try store.lastBundle(of: campaign)
    guard last.sequence > 0 else { return }
    let reply = try persistently(
      .acknowledge(sequence: last.sequence, digest: last.digest))
    switch reply.state {
    case .acknowledged: return
    case .later: throw Self.later
    case .otherBundle:
      throw Failure(
        "the intake knows bundle \(last.sequence) not at all, or otherwise",
        hint: "ask the operator whether it was restored from a backup; nothing more was taken in",
        code: 30)
    case .nothingNew, .part, .changed, .byStick: throw Failure.notAnIntake
    }
  }

  /// The next bundle, whole and checked against its digest; nil where there is none.
  private func fetchNext() throws -> IncomingBundle? {
    let sequence = try store.lastBundle(of: campaign).sequence + 1
    var file = try IncomingBundle(sequence, of: campaign, in: store.incoming())
    let bar = ProgressBar("fetching")
    defer { bar.finish() }
    var position = file.length
    var end = position + 1
    var (changes, shortParts) = (0, 0)
    while position < end {
      let reply = try persistently(.fetch(file.range(from: position)))
      guard try isPart(reply, of: sequence, &file, &position) else { return nil }
      guard reply.state == .part else {
        changes += 1
        guard changes <= Self.mostChanges else { throw Self.later }
        continue
      }
      try file.add(reply, at: position)
      position += reply.part.count
      end = PullReply.paddedLength(of: Int(reply.total))
      if reply.part.count < Self.shortPart, position < end { shortParts += 1 }
      guard shortParts <= Self.mostShortParts else { throw Failure.notAnIntake }
      bar.show(min(1, Double(position) / Double(end)))
    }
    try file.check()
    return file
  }

  /// False where nothing waits; where the file changed meanwhile, what is here is thrown away.
  private func isPart(
    _ reply: PullReply, of sequence: UInt32, _ file: inout IncomingBundle, _ position: inout Int
  ) throws -> Bool {
    switch reply.state {
    case .part: return true
    case .nothingNew: return false
    case .changed:
      file.remove()
      file = try IncomingBundle(sequence, of: campaign, in: store.incoming())
      position = 0
      return true
    case .byStick:
      throw Failure(
        "bundle \(sequence) is too long for the wire",
        hint: "the operator has it on a stick, or makes it with `ovoz-intake bundle --again`")
    case .later, .acknowledged, .otherBundle: throw Self.later
    }
  }

  /// Tries again where the line breaks off, and gives up where it does so each time before the reply has begun.
  private func persistently(_ action: PullAction) throws -> PullReply {
    for _ in 1..<Self.patience {
      do { return try line.ask(action) } catch WebError.interrupted {
        Thread.sleep(forTimeInterval: 0.5)
      }
    }
    return try line.ask(action)
  }

  private static let later = Failure(
    "the intake could not read or write its store", hint: "try later, or tell the operator")
}
