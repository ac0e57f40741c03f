// SPDX-License-Identifier: Apache-2.0

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

  @Test func `permissions go from the strictest to the widest`() {
    #expect(Permission.allCases == [.readOnly, .count, .retell, .quote])
    #expect(Permission.allCases.sorted() == Permission.allCases)
  }
}
