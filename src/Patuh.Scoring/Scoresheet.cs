namespace Patuh.Scoring;

/// <summary>
/// A year's agencies, units and answers in columns, ready to be scored. Agencies and units are in the order of their ids (UTF-8 bytes).
/// A <em>sheet</em> holds the answers of one unit (index of the unit) or, at agency level, of one agency (number of units + index of the agency).
/// </summary>
public sealed class Scoresheet
{
    /// <summary>The method.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>In order of id.</summary>
    public required SheetAgency[] Agencies { get; init; }

    /// <summary>In order of id.</summary>
    public required SheetUnit[] Units { get; init; }

    /// <summary>Ids of products and respondents, in order (UTF-8 bytes); an answer's subject is an index here, or -1 for none.</summary>
    public required string[] Subjects { get; init; }

    /// <summary>Distinct answers.</summary>
    public required Grade[] Grades { get; init; }

    /// <summary>Where each sheet's answers begin; one more at the end.</summary>
    public required int[] SheetStart { get; init; }

    /// <summary>For each answer its indicator's place in the instrument.</summary>
    public required ushort[] AnswerIndicator { get; init; }

    /// <summary>For each answer its subject, or -1. Ascending within a sheet.</summary>
    public required int[] AnswerSubject { get; init; }

    /// <summary>For each answer its grade.</summary>
    public required int[] AnswerGrade { get; init; }

    /// <summary>Units of each agency, in order of id.</summary>
    public required int[][] UnitsOf { get; init; }

    /// <summary>Number of the sheet of an agency's own answers.</summary>
    public int SheetOfAgency(int agency) => Units.Length + agency;

    /// <summary>Index of an agency, or -1.</summary>
    public int FindAgency(string id) => Array.FindIndex(Agencies, a => a.Id == id);
}

/// <summary>An agency of a year.</summary>
/// <param name="Id">1-200 characters.</param>
/// <param name="Class">Class code, such as <c>regency</c>.</param>
/// <param name="Name">As written.</param>
/// <param name="Region">Kemendagri code <c>PP</c> or <c>PP.RR</c>, or empty.</param>
/// <param name="CleanAndClear">Whether the Ombudsman's products were followed up; null: not stated.</param>
public sealed record SheetAgency(string Id, string Class, string Name, string Region, bool? CleanAndClear);

/// <summary>A unit of a year.</summary>
/// <param name="Id">1-200 characters.</param>
/// <param name="Agency">Index of its agency.</param>
/// <param name="Name">As written.</param>
/// <param name="Assessed">False: it does not count, whatever was answered.</param>
/// <param name="Products">Indexes of its products in <see cref="Scoresheet.Subjects"/>, ascending.</param>
/// <param name="ProductNames">Their names.</param>
public sealed record SheetUnit(string Id, int Agency, string Name, bool Assessed, int[] Products, string[] ProductNames);
