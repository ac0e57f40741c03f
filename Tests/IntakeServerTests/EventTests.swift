// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeStore
import Sealing
import Testing
import TestimonyTesting

@testable import IntakeServer

@Suite struct EventTests {
  // G3
  @Test func `the log has these events and none that says a testimony came`() throws {
    #expect(
      IntakeEvent.allCases.map(\.rawValue) == [
        "started", "stopped", "certificate reloaded",
        "certificate unreadable, keeping the one in use", "form closed: no usable campaign file",
        "form closed: the campaign's fingerprint is not the announced one",
        "the store could not write", "a withdrawal could not be written",
        "the public log could not be published",
        "the organisers' answer cannot be used", "the databases could not be tidied",
        "the date is doubted: nothing leaves by its age for now",
        "a bundle for the analysts could not be made",
        "analysts cannot pull: their socket cannot be made where it should be",
      ])
    guard let page = try? String(contentsOf: Self.page, encoding: .utf8) else { return }
    let start = try #require(page.range(of: "# What is logged")).upperBound
    let section = page[start...].components(separatedBy: "\n#")[0]
    let rows = section.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
    let listed = rows.compactMap { $0.dropFirst(3).components(separatedBy: "`").first }
    #expect(listed.sorted() == IntakeEvent.allCases.map(\.rawValue).sorted(), "SECURITY.md")
  }

  // G5
  @Test func `a store that cannot write is logged, and the sender is told to try again`()
    async throws
  {
    let counter = try Counter(store: BrokenStore())
    let reply = try await counter.send(try counter.canned.sealed().bytes)
    #expect(reply.status == .serviceUnavailable)
    #expect(reply.text.hasPrefix("full "))
    #expect(try await counter.send(plain: "change.text=invented").status == .serviceUnavailable)
    #expect(counter.events.all == [.storeFailed, .storeFailed])
    // An earlier try of this page may have arrived; nobody can look.
    let record = String(repeating: "ab", count: 16)
    let page = try await counter.send(plain: "change.text=invented&record=\(record)").text
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    #expect(page.contains("role=\"alert\">\(texts.text("unsure", in: .en)) "))
    #expect(try await counter.show(2, [UInt8](repeating: 1, count: 32)).status.code == 503)
    #expect(counter.events.all.last == .withdrawalFailed)
  }

  static var page: URL { Canned.root.appending(path: "SECURITY.md") }
}

/// A store on a disk that fails.
private struct BrokenStore: InboxStore {
  func accept(
    _ submission: Submission, epoch: Int, takesUninvited: Bool
  ) async throws(IntakeStoreError) -> Acceptance {
    throw .cannotWrite
  }

  func withdraw(_ token: [UInt8], epoch: Int) async throws(IntakeStoreError) { throw .cannotWrite }

  func look(_ token: [UInt8]) async throws(IntakeStoreError) -> ReceiptState? { throw .cannotOpen }

  func holds(_ sealed: SealedTestimony) async throws(IntakeStoreError) -> Bool {
    throw .cannotOpen
  }

  func isTaken(_ record: [UInt8]) async throws(IntakeStoreError) -> Bool { throw .cannotOpen }

  func isUnspent(_ slip: [UInt8]) async throws(IntakeStoreError) -> Bool { throw .cannotOpen }
}
