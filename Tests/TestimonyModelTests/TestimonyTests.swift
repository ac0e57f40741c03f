// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing
import TestimonyModel
import TestimonyTesting

@Suite struct TestimonyTests {
  // G8
  @Test func `neither printing nor dumping shows a word`() throws {
    let testimony = try Canned().testimony("sentinel words")
    var text = "\(testimony) \(String(reflecting: testimony))"
    for answer in testimony.answers { text += "\(answer) \(String(reflecting: answer))" }
    dump(testimony, to: &text)
    dump(testimony.answers, to: &text)
    #expect(!text.contains("sentinel"))
  }

  // G8
  @Test func `a consent shows nobody its reply key`() {
    let consent = Consent(
      language: .en, helped: false, keep: false, permissions: [],
      replyKey: Array(repeating: 199, count: 32))
    var text = "\(consent) \(String(reflecting: consent))"
    dump(consent, to: &text)
    #expect(!text.contains("199"))
  }

  @Test func `permissions go from the strictest to the widest`() {
    #expect(Permission.allCases == [.readOnly, .count, .retell, .quote])
    #expect(Permission.allCases.sorted() == Permission.allCases)
  }
}
