// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import PageManifest
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

struct ServedPagesTests {
  @Test func `every route that gives something is in the list, in each language`() async throws {
    let counter = try Counter()
    let served = try await ServedPages(of: counter.intake)
    let addresses = Set(served.pages.map(\.address))
    for route in counter.router.routes where route.method == .get {
      let path = route.path.description
      let listed = addresses.contains(path) || addresses.contains("\(path)?lang=tg")
      let isElsewhere = ServedPages.changing.union(ServedPages.listed).contains(path)
      #expect(listed || isElsewhere, "\(path)")
    }
    for language in counter.canned.campaign.form.languages {
      #expect(addresses.contains("/?lang=\(language.rawValue)"))
    }
    #expect(addresses.contains("/campaign.json"))
  }

  @Test func `a visit is what the list says`() async throws {
    let counter = try Counter()
    for page in try await ServedPages(of: counter.intake).pages {
      let reply = try await counter.visit(.get, page.address)
      let fields = reply.headers.map { ServedReply.Field($0.name.rawName, $0.value) }
      let got = ServedReply(status: reply.status.code, fields: fields, body: reply.bytes)
      #expect(page.differences(from: got).isEmpty, "\(page.address)")
      #expect(page.fields.contains { $0.name == "content-security-policy" })
    }
  }

  @Test func `the form has one fresh id and no other page has any`() async throws {
    for page in try await ServedPages(of: Counter().intake).pages {
      #expect(page.holes.map(\.count) == (page.address.hasPrefix("/?lang") ? [32] : []))
    }
  }

  @Test func `a route for many addresses that nobody spelled out is refused`() throws {
    let router = try Counter().router
    router.get("/sounds/:language/:file") { _, _ in Response(status: .ok) }
    #expect(throws: IntakeServerError.unlistedRoute) { try ServedPages.paths(of: router) }
  }
}
