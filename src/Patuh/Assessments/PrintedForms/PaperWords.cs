using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.PrintedForms;

/// <summary>Words that stand on paper.</summary>
internal static class PaperWords
{
    private static readonly (PaperSet Set, string Word)[] Sets = [(PaperSet.Interview, "wawancara"), (PaperSet.Observation, "observasi"), (PaperSet.Citizen, "warga")];

    public static IEnumerable<PaperSet> All => Sets.Select(s => s.Set);

    /// <summary>The word in an address.</summary>
    public static string Word(PaperSet set) => Sets.First(s => s.Set == set).Word;

    public static PaperSet? Set(string? word) => Array.Exists(Sets, s => s.Word == word) ? Sets.First(s => s.Word == word).Set : null;

    public static string Name(PaperSet set, Reader L) => set switch
    {
        PaperSet.Interview => L.T("Wawancara pelaksana dan pengelola pengaduan", "Interviews of officers and complaint officers"),
        PaperSet.Observation => L.T("Observasi dan dokumen", "Observation and documents"),
        _ => L.T("Wawancara warga dan pengguna layanan", "Interviews of citizens and users"),
    };

    public static string Title(Subject asked, Reader L) => asked switch
    {
        Subject.Officer => L.T("Wawancara pelaksana", "Interview of an officer"),
        Subject.ComplaintOfficer => L.T("Wawancara pengelola pengaduan", "Interview of a complaint officer"),
        Subject.Unit => L.T("Observasi dan dokumen unit", "Observation and documents of the unit"),
        Subject.Product => L.T("Observasi dan dokumen produk layanan", "Observation and documents of a product"),
        Subject.Agency => L.T("Data instansi", "Data of the agency"),
        Subject.User => L.T("Wawancara pengguna layanan", "Interview of a user"),
        _ => L.T("Wawancara warga", "Interview of a member of the public"),
    };

    /// <summary>The boxes of an answer, or null where a number is written.</summary>
    public static IReadOnlyList<string>? Boxes(Scale scale)
    {
        const int MostBoxes = 11;
        return scale.Decimals == 0 && scale.Max - scale.Min < MostBoxes
            ? [.. Enumerable.Range(0, (int)(scale.Max - scale.Min) + 1).Select(n => (scale.Min + n).ToString(System.Globalization.CultureInfo.InvariantCulture)), Grade.NotApplicable] : null;
    }
}
