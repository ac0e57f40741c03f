// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Sealing
import TestimonyModel
import Vault

/// A campaign made on the spot, with the project's own form.
final class BenchCampaign {
  let campaign: Campaign
  let key: OpeningKey
  let voices: InventedVoices
  /// What stands in the passphrase file of every benchmark's vault.
  static let passphrase = "invented words for a benchmark"

  /// Takes the form from the project's Config.
  init(project: String) throws {
    let form = try Self.form(project)
    let voices = try InventedVoices(for: form, project: project)
    guard let opens = Day("2026-01-01"), let closes = Day("2026-12-31") else {
      throw BenchError.unusable("the calendar")
    }
    let key = try OpeningKey()
    let id = try RandomBytes.fresh(16)
    let campaign = try Campaign(
      id: id, name: "bench", publicKey: key.publicKey,
      answerKey: try key.answerSigner(campaign: id).publicKey, opens: opens,
      closes: closes, epochDays: 7, form: form)
    (self.campaign, self.voices) = (campaign, voices)
    self.key = key
  }

  /// The first `count` testimonies, sealed, each with a fresh id and key.
  func sealed(_ count: Int) throws -> [SealedTestimony] {
    let sealer = Sealer(campaign: campaign)
    return try (0..<count).map { number in
      try sealer.seal(voices[number], record: RandomBytes.fresh(16), by: .browser)
    }
  }

  private static func form(_ project: String) throws -> Form {
    let file = URL(filePath: project).appending(path: "Config/form.yaml")
    guard let yaml = try? String(contentsOf: file, encoding: .utf8) else {
      throw BenchError.unusable("Config/form.yaml")
    }
    return try Form(parsing: yaml, file: "Config/form.yaml")
  }
}

/// Seals many testimonies on all cores, in chunks, so that memory does not grow with their number.
struct ManySealed {
  let campaign: Campaign
  let voices: InventedVoices

  /// Lends the sealed testimonies in the order of the ids that are given.
  func forEach(_ records: [[UInt8]], _ body: (SealedTestimony) throws -> Void) throws {
    let size = 1_024
    for start in stride(from: 0, to: records.count, by: size) {
      let chunk = Array(records[start..<min(start + size, records.count)])
      for sealed in try seal(chunk, first: start) { try body(sealed) }
    }
  }

  private func seal(_ records: [[UInt8]], first: Int) throws -> [SealedTestimony] {
    let sealer = Sealer(campaign: campaign)
    let halves = Halves<SealedTestimony>(records.count)
    halves.fill { index in
      try? sealer.seal(voices[first + index], record: records[index], by: .browser)
    }
    let sealed = halves.values
    guard sealed.count == records.count else { throw BenchError.wrongResult("sealing failed") }
    return sealed
  }
}

/// Fills a list on all cores.
private final class Halves<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var parts: [[Value]]
  private let count: Int

  init(_ count: Int) {
    self.count = count
    parts = Array(repeating: [], count: max(1, ProcessInfo.processInfo.activeProcessorCount))
  }

  func fill(_ make: @escaping (Int) -> Value?) {
    nonisolated(unsafe) let make = make
    let workers = parts.count
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let part = ((count * worker / workers)..<(count * (worker + 1) / workers)).compactMap(make)
      lock.withLock { parts[worker] = part }
    }
  }

  var values: [Value] { lock.withLock { parts.flatMap(\.self) } }
}
