// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments
import Testing

struct PrintedPageTests {
  private func pdf(at time: String, by browser: String) -> [UInt8] {
    Array(
      """
      %PDF-1.4
      1 0 obj
      <</Title (A page)
      /Creator (\(browser) \\(a\\) 1)
      /Producer (An invented printer 7)
      /CreationDate (D:\(time)+00'00')
      /ModDate (D:\(time)+00'00')>>
      endobj
      """.utf8)
  }

  @Test func `two hours and two browsers give the same bytes, as many as before`() throws {
    let one = pdf(at: "20260401101112", by: "Browser")
    let clean = try PrintedPage.withoutTraces(one)
    #expect(clean.count == one.count)
    #expect(try PrintedPage.withoutTraces(pdf(at: "20270501000000", by: "Surfers")) == clean)
    let text = String(decoding: clean, as: UTF8.self)
    #expect(text.contains("/CreationDate (D:19800101000000+00'00')") && text.contains("(A page)"))
    #expect(!text.contains("2026") && !text.contains("Browser") && !text.contains("invented"))
  }

  @Test(arguments: [
    "", "no PDF", "%PDF-1.7 /Creator (x)",
    "%PDF-1.7 <x:xmpmeta> /ModDate (D:1) /CreationDate (D:1)",
  ])
  func `a file whose traces cannot be found is refused`(text: String) {
    #expect(throws: OfficeError.tracesLeft) { try PrintedPage.withoutTraces(Array(text.utf8)) }
  }
}
