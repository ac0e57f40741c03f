// SPDX-License-Identifier: Apache-2.0

import Foundation
import Reading
import Redaction
import Testing

struct ReviewStandingTests {
  private let seen = ["change": Set([RedactionSpan(0..<6, .person)])]

  @Test func `what nobody read is passed over and never reviewed`() {
    let passed = RedactionReview(lists: "l1", isDone: true, wasRead: false)
    #expect(passed.standing(under: "l1") == .passedOver)
    #expect(passed.standing(under: "l2") == .waiting)
  }

  @Test func `what a person read is reviewed, with marks and without`() {
    let plain = RedactionReview(lists: "l1", isDone: true, wasRead: true)
    #expect(plain.standing(under: "l1") == .reviewed)
    let begun = RedactionReview(lists: "l1", seen: seen, wasRead: true)
    #expect(begun.standing(under: "l1") == .waiting)
  }

  @Test func `a review from before waits again where no mark of it was looked at`() throws {
    let unseen = Data(#"{"lists":"l1","seen":{},"isDone":true}"#.utf8)
    let passed = try JSONDecoder().decode(RedactionReview.self, from: unseen)
    #expect(passed.standing(under: "l1") == .waiting)
    let read = RedactionReview(lists: "l1", seen: seen, isDone: true)
    #expect(read.standing(under: "l1") == .reviewed)
  }
}
