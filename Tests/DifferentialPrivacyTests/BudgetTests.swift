// SPDX-License-Identifier: Apache-2.0

import DifferentialPrivacy
import Foundation
import Testing

struct BudgetTests {
  @Test func `four releases at one are paid for and the fifth is refused`() throws {
    var budget = PrivacyBudget(lifetime: Rational(4))
    for _ in 0..<4 { try budget.spend(Rational(1)) }
    let before = budget
    #expect(throws: BudgetError.spent) { try budget.spend(try third()) }
    #expect(budget == before)
  }

  @Test func `thirds add up to one without a rest`() throws {
    var budget = PrivacyBudget(lifetime: Rational(1))
    for _ in 0..<3 { try budget.spend(try third()) }
    #expect(budget.spent == Rational(1))
  }

  @Test func `a budget is read back as it was, and no fraction by nothing is`() throws {
    var budget = PrivacyBudget(lifetime: Rational(4))
    try budget.spend(try third())
    let text = try JSONEncoder().encode(budget)
    #expect(try JSONDecoder().decode(PrivacyBudget.self, from: text) == budget)
    let broken = Data(#"{"numerator":1,"denominator":0}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Rational.self, from: broken) }
  }

  @Test func `a negative expense cannot be written`() {
    #expect(Rational(-1, over: 2) == nil)
    #expect(Rational(1, over: -2) == nil)
  }

  private func third() throws -> Rational { try #require(Rational(1, over: 3)) }
}
