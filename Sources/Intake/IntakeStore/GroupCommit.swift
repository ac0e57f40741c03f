// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Lets testimonies that arrive together share one commit, and answers each only after it.
///
/// A commit waits for the disk; while it does, the next ones gather. Under load the disk is asked once for many.
actor GroupCommit {
  typealias Outcome = Result<Acceptance, IntakeStoreError>

  private let inbox: DatabaseQueue
  private let recordKeys: DatabaseQueue
  private let receipts: ReceiptBook
  private var waiting: [(Arrival, CheckedContinuation<Outcome, Never>)] = []
  private var isCommitting = false
  // A commit should stay short: more than these wait for the next one.
  private let most = 256

  init(inbox: DatabaseQueue, recordKeys: DatabaseQueue, receipts: ReceiptBook) {
    (self.inbox, self.recordKeys, self.receipts) = (inbox, recordKeys, receipts)
  }

  func commit(_ arrival: Arrival) async -> Outcome {
    await withCheckedContinuation { continuation in
      waiting.append((arrival, continuation))
      guard !isCommitting else { return }
      isCommitting = true
      Task { await drain() }
    }
  }

  private func drain() async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(most))
      waiting.removeFirst(batch.count)
      let outcomes = await store(batch.map(\.0))
      for ((_, continuation), outcome) in zip(batch, outcomes) {
        continuation.resume(returning: outcome)
      }
    }
    isCommitting = false
  }

  private func store(_ arrivals: [Arrival]) async -> [Outcome] {
    let (recordKeys, receipts) = (recordKeys, receipts)
    do {
      return try await inbox.writeWithoutTransaction { db in
        try BatchStore(inbox: db, recordKeys: recordKeys, receipts: receipts).store(arrivals)
      }
    } catch {
      // Nothing of the batch was committed, or no one can tell: nobody is told that it was.
      return arrivals.map { _ in .failure(.cannotWrite) }
    }
  }
}
