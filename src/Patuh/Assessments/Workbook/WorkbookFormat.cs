namespace Patuh.Assessments.Workbook;

/// <summary>
/// How a workbook is told apart from any other: a hidden sheet says whose it is, a hidden row names the columns, hidden columns name each row and the answers that were
/// seen in it. So sheets and headings may be renamed, rows sorted, columns moved and added.
/// </summary>
internal static class WorkbookFormat
{
    public const string Version = "1";
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The hidden sheet.</summary>
    public const string About = "patuh";

    /// <summary>Stands before the code of a dimension, above the keys of its rows.</summary>
    public const string Mark = "patuh:";
    public const string Respondents = Mark + "responden";

    public const string Value = "nilai";
    public const string Note = "catatan";
    public const string NaReason = "alasan-na";
    public const string ChangeReason = "alasan-perubahan";
    public const string Heads = "jawaban";
    public const string Consent = "setuju";

    /// <summary>What a person of the spare rows is called before there is one: <c>user#3</c>.</summary>
    public const char Spare = '#';

    public const int LargestFile = 10 << 20;

    /// <summary>What a workbook may come to when it is unpacked.</summary>
    public const long LargestUnpacked = 100 << 20;
    public const int MostRows = 20_000;
    public const int MostColumns = 200;

    /// <summary>A column's letters from its number, from 0.</summary>
    public static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + (char)('A' + (column % 26));
}

/// <summary>What the hidden sheet says.</summary>
/// <param name="Id">Of this very file: each download has its own.</param>
/// <param name="Assessment">Whose answers.</param>
/// <param name="Kind">assessed or self.</param>
/// <param name="Name">What the unit was called.</param>
/// <param name="Instrument">Id of the method.</param>
/// <param name="InstrumentVersion">Its version.</param>
/// <param name="InstrumentHash">Its text's hash.</param>
/// <param name="ExportedAt">When it was downloaded.</param>
internal sealed record WorkbookAbout(string Id, string Assessment, string Kind, string Name, string Instrument, string InstrumentVersion, string InstrumentHash, string ExportedAt)
{
    /// <summary>The name of the device that answers of this workbook carry.</summary>
    public string Device => "buku kerja " + Id;
}
