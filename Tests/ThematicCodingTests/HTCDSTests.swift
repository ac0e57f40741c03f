// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing

@testable import ThematicCoding

/// Names of fields in IOM's Human Trafficking Case Data Standard (CC BY 4.0; IOM endorses nothing here),
/// without the prefix of their table.
///
/// Source: https://github.com/UNMigration/HTCDS. Not here: fields for who and where somebody is, which no
/// theme may name, and what only the spreadsheet of 2.0 lists, which was not read.
enum HTCDS {
  /// "Field Definitions.md" of version 2.0, under Methods Of Control.
  static let control = [
    "DebtBondage", "TakesEarnings", "RestrictsFinancialAccess", "Threats", "PsychologicalAbuse",
    "PhysicalAbuse", "SexualAbuse", "FalsePromises", "PsychoactiveSubstances", "RestrictsMovement",
    "RestrictsMedicalCare", "ExcessiveWorkingHours", "UsesChildren", "ThreatOfLawEnforcement",
    "WithholdsNecessities", "WithholdsDocuments", "Other",
  ].map { "MethodsOfControl\($0)" }

  /// "Toolkit/Survey/htcds_xlsform.xml", of 1.0 or later, tables `vic_` and `cas_`.
  static let survey = [
    "MethodOfRecruitment", "LocationOfRecruitment", "TraffickingStatus",
    "TraffickingStatusDecisionMakingOrg", "TypeOfExploitation", "ForcedLabourIndustry",
    "TypeOfSexExploitation", "LocationOfExploitation", "Status", "ReferringOrganisation",
    "IncomingReferralDate", "ReferringPrimaryCaseWorker", "ReasonForIncomingReferral",
    "IncomingReferralDetails",
  ]

  /// "HTCDS Field Reference.md", of before 1.0, tables `vic_`, `per_` and `cas_`, beside those above.
  static let reference = [
    "AgreementToManagePersonalData", "RecruitmentWebsitesAndApps", "MethodsOfControl",
    "TypeOfLabourExploitation", "ExploitationWebsitesAndApps", "Vulnerabilities",
    "DetailsOfVulnerabilities", "RoleInProcess", "RoleDetails", "ReferredOrganisation",
    "ReferredPrimaryCaseWorker", "ReasonForOutgoingReferral", "OutgoingReferralDate",
    "OutgoingReferralDetails", "ReasonForCaseClosure",
  ]

  static let fields = Set(control + survey + reference)
}

@Suite struct `Fields of HTCDS in a codebook` {
  @Test func `every name of the standard is taken as it is published`() throws {
    #expect(HTCDS.control.count == 17)
    let names = HTCDS.fields.sorted()
    let yaml = `A codebook with a mistake`.good.replacing(
      "group: helped", with: "group: helped\n    htcds: [\(names.joined(separator: ", "))]")
    let codebook = try Codebook(parsing: yaml, file: "c.yaml")
    #expect(codebook["listening"]?.htcds == names)
    #expect(codebook["a_home"]?.htcds == [])
  }

  @Test func `the name that a mistake suggests is one of them`() throws {
    let yaml = `A codebook with a mistake`.good.replacing(
      "group: helped", with: "group: helped\n    htcds: [two words]")
    let mistake = try #require(throws: ConfigMistake.self) {
      try Codebook(parsing: yaml, file: "c.yaml")
    }
    let words = mistake.message.split { !$0.isLetter }.map(String.init)
    #expect(!HTCDS.fields.isDisjoint(with: words))
  }
}
