using Patuh.Instruments;
using Patuh.Scoring;

namespace Patuh.Assessments.Package;

/// <summary>A data package in memory, checked.</summary>
/// <param name="Instrument">Its method.</param>
/// <param name="Sheet">Agencies, units and answers, ready to be scored.</param>
/// <param name="Units">What the engine does not need of the units, in the order of the sheet's.</param>
/// <param name="Subjects">Products and respondents, in the order of the sheet's.</param>
/// <param name="Hashes">SHA-256 of each file read, by name.</param>
internal sealed record LoadedPackage(
    InstrumentFile Instrument, Scoresheet Sheet, UnitDetails[] Units, SubjectDetails[] Subjects, IReadOnlyDictionary<string, string> Hashes);

/// <summary>Kind and substance of a unit, free text.</summary>
internal sealed record UnitDetails(string Kind, string Substance);

/// <summary>A product (<c>Role</c> null, <c>Kind</c> of product) or a respondent; <c>Owner</c> is the sheet it belongs to.</summary>
internal sealed record SubjectDetails(string Id, int Owner, SubjectRole Role, string Kind, string Name, bool Replacement);

/// <summary>What a subject is: a product, or a respondent in a role.</summary>
internal enum SubjectRole : byte
{
    Product,
    Officer,
    ComplaintOfficer,
    User,
    Public,
}
