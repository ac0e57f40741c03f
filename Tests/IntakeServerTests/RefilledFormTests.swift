// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct RefilledFormTests {
  static let typed: [String: [String]] = [
    "record": ["00112233445566778899aabbccddeeff"], "lang": ["en"], "way": ["all"],
    "change.text": ["Invented </textarea><script>alert(1)</script> & more"],
    "understood": ["partly"], "understood.text": ["Second invented"],
    "interview": ["safe", "repeat"], "help.shelter": ["helped"], "facts.gender": ["woman"],
    "permission": ["3"], "permission.change": ["0"], "keep": ["1"], "noreceipt": ["1"],
    "slip": ["1234 \"5678\""],
  ]

  private func page(
    _ values: [String: [String]] = typed, _ fault: FormPage.Fault = .tooLong,
    _ language: Language = .en
  ) throws -> (text: String, count: Int) {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let form = try FormPage(try Canned().campaign, in: language, texts: texts)
    let bytes = try form.bytes(refilled: values, fault: fault)
    return (String(decoding: bytes, as: UTF8.self), bytes.count)
  }

  @Test func `everything that was typed is in its field again, and none of it is HTML`() throws {
    let text = try page().text
    #expect(
      text.contains("\nInvented &lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; more<")
    )
    #expect(!text.contains("<script>alert"))
    for field in [
      "name=understood value=partly checked", "name=interview value=safe checked",
      "name=interview value=repeat checked", "name=help.shelter value=helped checked",
      "name=facts.gender value=woman checked", "name=permission value=3 checked",
      "name=keep value=1 checked", "name=noreceipt value=1 checked", "value=\"all\" checked",
      "<option value=0 selected", "value=\"1234 &quot;5678&quot;\"", "Second invented</textarea>",
      "name=\"record\" value=\"00112233445566778899aabbccddeeff\"",
    ] {
      #expect(text.contains(field), "\(field)")
    }
    #expect(!text.contains("name=permission value=1 checked"))
    #expect(!text.contains("name=understood value=\"\" checked"))
    #expect(text.contains("name=punished value=\"\" checked"))
  }

  @Test(arguments: FormPage.Fault.allCases)
  func `it says first what was wrong, and the safety part is folded`(fault: FormPage.Fault) throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    for language in Language.allCases {
      let text = try page(Self.typed, fault, language).text
      let told = texts.text(fault.textName, in: language).replacingOccurrences(
        of: "'", with: "&#39;")
      let link = fault.isOfSlip ? "<a href=\"#slip\">" : ""
      let first = try #require(text.range(of: "role=\"alert\">\(link)\(told) "), "\(fault)")
      #expect(first.lowerBound < (try #require(text.range(of: "<form"))).lowerBound)
      #expect(text.contains("<details id=\"safety\"><summary>"))
    }
  }

  @Test func `everything that has to be changed is told at once, beside its place`() async throws {
    let counter = try Counter()
    let long = String(repeating: "a", count: 901)
    let many = ["housing", "safety", "treatment", "purpose"].map { "&most=\($0)" }.joined()
    let page = try await counter.send(
      plain: "change.text=&understood.text=\(long)\(many)&slip=1234"
    ).text
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    for (place, name) in [
      ("q-change", "missing"), ("q-understood", "tooLong"), ("q-most", "tooMany"),
      ("slip", "lengthWrong"),
    ] {
      let told = "id=\"\(place)-fault\">\(texts.text(name, in: .en))<"
      #expect(page.contains(told), "\(place)")
    }
    let slip = "<a href=\"#slip\">\(texts.text("lengthWrong", in: .en)) "
    #expect(page.contains("role=\"alert\">\(slip)"))
    #expect(page.components(separatedBy: "aria-invalid=\"true\"").count == 3, "not the choices")
  }

  // G13
  @Test(arguments: [
    ("change.text=", "q-change-text"), ("change.text=a&slip=1234", "slip"),
    ("change.text=a&most=housing&most=safety&most=money&most=papers", "q-most"),
  ])
  func `what is told above the form leads to its place`(body: String, place: String) async throws {
    let page = try await Counter().send(plain: body).text
    #expect(page.contains("role=\"alert\"><a href=\"#\(place)\">"))
    #expect(page.contains("id=\"\(place)\""))
  }

  // G13
  @Test func `the notice's link moves the focus without a script too, in the form again alone`()
    async throws
  {
    let many = "change.text=a&most=housing&most=safety&most=money&most=papers"
    let page = try await Counter().send(plain: many).text
    #expect(page.contains("<fieldset id=\"q-most\" tabindex=\"-1\""))
    #expect(page.components(separatedBy: "<fieldset id=\"q-").count > 5)
    #expect(page.components(separatedBy: "\" tabindex=\"-1\" class=more").count == 2)
    // The first view carries none of it.
    #expect(try await !Counter().visit().text.contains("<fieldset id=\"q-most\" tabindex"))
  }

  // G13
  @Test func `the short way hides nothing that has to be changed`() async throws {
    let many = "way=short&change.text=a&most=housing&most=safety&most=money&most=papers"
    #expect(try await Counter().send(plain: many).text.contains("value=\"all\" checked"))
    let missing = try await Counter().send(plain: "way=short&change.text=").text
    #expect(missing.contains("value=\"short\" checked"))
  }

  // G4
  @Test func `its length does not tell how much was typed`() throws {
    let long = Self.typed.merging(["change.text": [String(repeating: "я", count: 4_000)]]) { $1 }
    let counts = Set([try page().count, try page([:]).count, try page(long, .full, .tg).count])
    #expect(counts == [FormPage.refilledLength])
    let signs = Self.typed.merging(["change.text": [String(repeating: "&", count: 8_000)]]) { $1 }
    #expect(try page(signs).count == 2 * FormPage.refilledLength)
  }

  @Test func `a record id that is none is replaced`() throws {
    let text = try page(["record": ["\"><b>"]]).text
    #expect(!text.contains("<b>"))
    #expect(text.contains(#/name="record" value="[0-9a-f]{32}"/#))
  }
}
