using Patuh.Scoring;

namespace Patuh.Instruments;

/// <summary>How the parts of an instrument are written in files.</summary>
internal static class InstrumentWords
{
    public static IReadOnlyDictionary<string, Subject> Subjects { get; } = new Dictionary<string, Subject>
    {
        ["unit"] = Subject.Unit,
        ["product"] = Subject.Product,
        ["officer"] = Subject.Officer,
        ["complaint_officer"] = Subject.ComplaintOfficer,
        ["user"] = Subject.User,
        ["agency"] = Subject.Agency,
        ["public"] = Subject.Public,
    };

    public static string Word(this Subject subject) => Subjects.First(s => s.Value == subject).Key;

    public static string Word(this Basis basis) => basis.ToString().ToLowerInvariant();
}
