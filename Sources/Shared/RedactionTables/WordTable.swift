// SPDX-License-Identifier: Apache-2.0

/// The tables of `words.txt`, by the names that they have in the file.
///
/// What each is for stands in the file, beside its words.
package enum WordTable: String, TableName {
  case months
  case shortMonths = "short months"
  case dateWords = "date words"
  case ageWords = "age words"
  case ageCues = "age cues"
  case years
  case numberWords = "number words"
  case numberFillers = "number fillers"
  case currencies
  case phoneCountries = "phone countries"
  case mobilePrefixes = "mobile prefixes"
  case documents
  case shortDocuments = "short documents"
  case plates
  case atWords = "at words"
  case dotWords = "dot words"
  case saidDomains = "said domains"
  case domains
  case pathDomains = "path domains"
  case schemes
  case networks
  case shortNetworks = "short networks"
  case nameCues = "name cues"
  case nameCueFillers = "name cue fillers"
  case titlesBefore = "titles before"
  case titlesAfter = "titles after"
  case children
  case officials
  case nameEndings = "name endings"
  case verbLikeNameEndings = "verb-like name endings"
  case patronymics
  case patronymicCases = "patronymic cases"
  case surnameCases = "surname cases"
  case childSurnames = "child surnames"
  case childSurnameCases = "child surname cases"
  case surnamesBesideNames = "surnames beside names"
  case russianSurnames = "Russian surnames"
  case endings
  case endingsBeforeEndings = "endings before endings"
  case placeBefore = "place before"
  case placeBeside = "place beside"
  case placeAfter = "place after"
  case houses
  case employers
  case employersAfter = "employers after"
  case publicBodies = "public bodies"
  case nameParticles = "name particles"
  case workplaces
  case legalForms = "legal forms"
  case callings
  case groups
  case groupsAsTheyStand = "groups as they stand"

  /// Whether its entries are compared letter by letter, not by sound.
  package var isAsItIs: Bool {
    switch self {
    case .phoneCountries, .mobilePrefixes, .plates, .domains, .pathDomains, .schemes, .patronymics,
      .patronymicCases, .surnameCases, .childSurnames, .childSurnameCases, .surnamesBesideNames,
      .russianSurnames, .legalForms,
      .endings, .endingsBeforeEndings:
      true
    default: false
    }
  }
}
