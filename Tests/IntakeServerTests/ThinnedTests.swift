// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import IntakeServer

@Suite struct ThinnedTests {
  @Test func `a style keeps what begins like a script's comment`() {
    #expect(Thinned.style("/* SPDX */\n  a{b:c}\n//{d:e}\n") == "a{b:c}\n//{d:e}\n")
  }

  @Test func `lines of a template are joined, but not where words would run together`() {
    let template = "<p>One</p>\n{{#a}}\n<p>\nwords {{b}}\n</p>\n<label>c</label>\n<label>d</label>"
    let thin = "<p>One</p>{{#a}}<p>\nwords {{b}}</p>\n<label>c</label>\n<label>d</label>"
    #expect(Thinned.page(template) == thin)
  }
}
