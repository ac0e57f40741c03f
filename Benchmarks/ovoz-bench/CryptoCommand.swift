// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import Sealing
import TestimonyModel
import Vault

struct CryptoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crypto",
    abstract: "Sealing and opening beside the bare ECDH of `openssl speed`.",
    discussion: """
      Each figure is taken three times, in turn with the baseline; the middle one counts.

      EXAMPLE:
        ovoz-bench crypto --seconds 3
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "Seconds for each figure, at least 1.") var seconds = 3
  @Option(help: "Testimonies for opening a vault on one core and on all.") var vaultCount = 5_000

  func run() async throws {
    let rounds = 3
    let slice = Double(seconds) / Double(rounds)
    let subject = try Subject(project: common.project)
    var ecdh: [Double] = []
    var (setUps, seals, opens) = ([Double](), [Double](), [Double]())
    for _ in 0..<rounds {
      ecdh.append(try SystemCommand.opensslECDH(seconds: max(1, seconds / rounds)))
      setUps.append(try Pace.ofProcessor(seconds: slice, subject.setUp))
      seals.append(try Pace.ofProcessor(seconds: slice, subject.seal))
      opens.append(try Pace.ofProcessor(seconds: slice, subject.open))
    }
    let bare = Pace.median(ecdh)
    let name = "openssl ecdhp256"
    var figures = [
      Figure(name, bare, "ops/s"),
      Figure("set-up for opening", Pace.median(setUps), "ops/s", over: name, bare, target: 0.5),
      Figure("sealing a testimony", Pace.median(seals), "ops/s", over: name, bare),
      Figure("opening a testimony", Pace.median(opens), "ops/s", over: name, bare, target: 0.27),
    ]
    figures.append(try twoThreads(subject, slice))
    figures += try wholeVault()
    try Figure.show(figures, json: common.json)
  }

  /// The best of five of each, in turn: wall time counts here, and neighbours only ever slow it down.
  private func twoThreads(_ subject: Subject, _ slice: Double) throws -> Figure {
    var (ones, twos) = ([Double](), [Double]())
    for _ in 0..<5 {
      ones.append(try Pace.ofWall(seconds: slice / 2, subject.open))
      twos.append(subject.openOnTwo(seconds: slice / 2))
    }
    return Figure(
      "opening on two threads", twos.max() ?? 0, "ops/s", over: "one thread", ones.max() ?? 0,
      target: 1.9)
  }

  /// Opens a vault on all cores and, in a process of its own that is bound to one core, again.
  private func wholeVault() throws -> [Figure] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try BundleMaker(project: common.project).fill(folder, count: vaultCount)
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let words = [program, "open-all", "--vault", folder.path]
    var (ones, alls) = ([Double](), [Double]())
    for _ in 0..<3 {
      ones.append(try rate(["taskset", "-c", "0"] + words))
      alls.append(try rate(words))
    }
    return [
      Figure(
        "whole vault, all cores", alls.max() ?? 0, "ops/s", over: "core 0 alone", ones.max() ?? 0,
        target: 1.9)
    ]
  }

  private func rate(_ words: [String]) throws -> Double {
    let printed = try SystemCommand.run(words).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let rate = Double(printed) else { throw BenchError.wrongResult("open-all") }
    return rate
  }
}

/// One campaign with sealed testimonies, and what is done with them over and over.
private final class Subject: @unchecked Sendable {
  private let bench: BenchCampaign
  private let opener: TestimonyOpener
  private let agreement: KeyAgreement.PrivateKey
  private let sealer: Sealer
  private let sealed: [SealedTestimony]
  private let infos: [[UInt8]]
  private let record: [UInt8]
  private var next = 0

  init(project: String) throws {
    let bench = try BenchCampaign(project: project)
    let sealed = try bench.sealed(64)
    let record = try RandomBytes.fresh(16)
    let opener = TestimonyOpener(campaign: bench.campaign, key: try bench.key.agreementKey())
    let agreement = try bench.key.agreementKey()
    (self.bench, self.sealed, self.record, self.opener) = (bench, sealed, record, opener)
    sealer = Sealer(campaign: bench.campaign)
    infos = sealed.map { SealedTestimony.info(header: $0.bytes.prefix(SealedHeader.length)) }
    self.agreement = agreement
  }

  func setUp() throws {
    let index = step()
    _ = try HPKERecipient.context(
      encapsulated: sealed[index].header.encapsulated, info: infos[index], key: agreement)
  }

  func seal() throws { _ = try sealer.seal(bench.voices[step()], record: record, by: .browser) }

  func open() throws { _ = try opener.open(sealed[step()]) }

  /// Openings per second of wall time on two threads, shared out as the vault does it.
  func openOnTwo(seconds: Double) -> Double {
    let rates = Mailbox()
    DispatchQueue.concurrentPerform(iterations: 2) { worker in
      var index = worker * 32
      let rate = try? Pace.ofWall(seconds: seconds) {
        _ = try opener.open(sealed[index % sealed.count])
        index += 1
      }
      rates.add(rate ?? 0)
    }
    return rates.sum
  }

  private func step() -> Int {
    next = (next + 1) % sealed.count
    return next
  }
}

private final class Mailbox: @unchecked Sendable {
  private let lock = NSLock()
  private var total = 0.0
  func add(_ value: Double) { lock.withLock { total += value } }
  var sum: Double { lock.withLock { total } }
}
