// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Release

struct CumulativeTests {
  @Test func `nobody or k people come into the total, never four`() {
    var scope = scope(of: 12, naming: 0..<6)
    scope.update(with: world(of: 16, naming: 0..<6), themes: ["a"])
    #expect(scope.total == 12)
    scope.update(with: world(of: 17, naming: 0..<6), themes: ["a"])
    #expect(scope.total == 17)
  }

  @Test func `a figure stays when its complement would move by fewer than k`() {
    // Ten come: eight name the theme, two do not. The count alone would pass.
    var scope = scope(of: 12, naming: 0..<6)
    let before = scope.cell("a")
    scope.update(with: world(of: 22, naming: Array(0..<6) + Array(12..<20)), themes: ["a"])
    #expect(scope.cell("a") == before && before != nil)
    scope.update(with: world(of: 25, naming: Array(0..<6) + Array(12..<20)), themes: ["a"])
    #expect(scope.total == 22)
  }

  @Test func `a withdrawal after counting is not seen, and one before leaves no trace`() {
    var counted = scope(of: 12, naming: 0..<6)
    var left = world(of: 30, naming: Array(0..<6) + Array(12..<20))
    left[id(3)] = nil
    counted.update(with: left, themes: ["a"])
    #expect(counted.total == 30)
    #expect(counted.cell("a")?.named.contains(3) == true)
    #expect(counted.cell("a")?.named.count == 14)
    var before = CumulativeScope(k: 5, minimum: 10)
    var early = world(of: 13, naming: 0..<6)
    early[id(0)] = nil
    before.update(with: early, themes: ["a"])
    #expect(before.total == 12)
    #expect(!String(decoding: encoded(before), as: UTF8.self).contains("[0,0]"))
  }

  @Test func `two large recodings that cancel out but for one person move nothing`() {
    var scope = scope(of: 40, naming: 0..<10)
    scope.update(with: world(of: 40, naming: 0..<15), themes: ["a"])
    #expect(scope.cell("a")?.named.count == 15)
    // Against the last figure five left and none came; against the first, person 10 came alone.
    scope.update(with: world(of: 40, naming: 0..<11), themes: ["a"])
    #expect(scope.cell("a")?.named.count == 15)
    scope.update(with: world(of: 40, naming: Array(0..<9) + [14]), themes: ["a"])
    #expect(scope.cell("a")?.named.count == 15)
    scope.update(with: world(of: 40, naming: 0..<10), themes: ["a"])
    #expect(scope.cell("a")?.named.count == 10)
  }

  @Test func `a theme that too few or all but too few name has no figure`() {
    #expect(scope(of: 30, naming: 0..<4).cell("a") == nil)
    #expect(scope(of: 30, naming: 0..<0).cell("a") == nil)
    #expect(scope(of: 30, naming: 0..<26).cell("a") == nil)
    #expect(scope(of: 30, naming: 0..<25).cell("a") != nil)
  }

  @Test func `the state is read back as it was`() throws {
    let scope = scope(of: 70, naming: 3..<66)
    #expect(try JSONDecoder().decode(CumulativeScope.self, from: encoded(scope)) == scope)
  }

  @Test func `figures are rounded and the same while nothing moves`() throws {
    let policy = try TestPolicy.with(k: 10)
    var scope = CumulativeScope(policy: policy)
    let secret = [UInt8](repeating: 7, count: 32)
    scope.update(with: world(of: 99, naming: 0..<43), themes: ["a"])
    #expect(scope.shown("a", policy: policy, roundingSecret: secret) == .withheld)
    scope.update(with: world(of: 120, naming: 0..<43), themes: ["a"])
    let first = scope.shown("a", policy: policy, roundingSecret: secret)
    #expect(first == .about(40) || first == .about(45))
    scope.update(with: world(of: 129, naming: 0..<45), themes: ["a"])
    #expect(scope.shown("a", policy: policy, roundingSecret: secret) == first)
    #expect(scope.shownTotal(policy: policy) == .about(120))
  }

  private func scope(of total: Int, naming: Range<Int>) -> CumulativeScope {
    var scope = CumulativeScope(k: 5, minimum: 10)
    scope.update(with: world(of: total, naming: naming), themes: ["a"])
    return scope
  }

  private func world(of total: Int, naming: some Sequence<Int>) -> [[UInt8]: Set<String>] {
    var world: [[UInt8]: Set<String>] = [:]
    for person in 0..<total { world[id(person)] = [] }
    for person in naming { world[id(person)] = ["a"] }
    return world
  }

  private func id(_ person: Int) -> [UInt8] { [0, UInt8(person)] }

  private func encoded(_ scope: CumulativeScope) -> Data {
    (try? JSONEncoder().encode(scope)) ?? Data()
  }
}
