namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>
/// Answers of two units and the scores that they make, worked out by hand from content/instruments/ombudsman-2023.yaml: an answer of 0 to 5 is worth a fifth of 100 each, an
/// indicator is the mean of its subjects, variables and dimensions are weighted means, a unit is 21.85, 32.37, 24.24 and 21.54 per cent of its dimensions.
/// </summary>
internal static class Golden
{
    public static UnitAnswers HealthCentre { get; } = new(
        "Puskesmas (contoh)", ["555555", "555555", "555555", "333333"], "555443352", ["55555555555", "33333444444"], ["55555", "45354"], ["55555555", "22222222"]);

    public static UnitAnswers HealthOffice { get; } = new(
        "Dinas Kesehatan", ["444444", "444444", "444444", "444444"], "555555550", ["44444444444", "5555555555n"], ["33445"], ["44444444", "55555555"]);

    /// <summary>
    /// Input: (90 + 80) / 2; 36 of 45 for facilities. Process: five indicators at 80 and six at 90, 940 / 11. Output: (90 + 100 + 80 + 100 + 90) / 5. Complaints: 3.5 of 5.
    /// 18.5725 + 27.661636… + 22.3008 + 15.078 = 83.612936…
    /// </summary>
    public static GoldenTree HealthCentreTree { get; } = new("83,61",
    [
        new(1, "Input", "85,0000", "18,5725", "3,2775"),
        new(2, "Kompetensi Pelaksana", "90,0000", "9,8325", "1,0925"),
        new(2, "Sarana dan Prasarana", "80,0000", "8,7400", "2,1850"),
        new(1, "Proses", "85,4545", "27,6616", "4,7084"),
        new(2, "Standar Pelayanan", "85,4545", "27,6616", "4,7084"),
        new(1, "Output", "92,0000", "22,3008", "1,9392"),
        new(2, "Persepsi Maladministrasi", "92,0000", "22,3008", "1,9392"),
        new(1, "Pengaduan", "70,0000", "15,0780", "6,4620"),
        new(2, "Pengelolaan Pengaduan", "70,0000", "15,0780", "6,4620"),
    ]);

    /// <summary>
    /// Input: (80 + 800 / 9) / 2, 40 of 45 for facilities. Process: ten indicators at 90 and, as the second product has no pr.11, one at 80: 980 / 11. Output: 19 of 25.
    /// Complaints: 4.5 of 5. 18.451111… + 28.838727… + 18.4224 + 19.386 = 85.098238…; of the points lost the last two digits go to Input and Process.
    /// </summary>
    public static GoldenTree HealthOfficeTree { get; } = new("85,10",
    [
        new(1, "Input", "84,4444", "18,4511", "3,3989"),
        new(2, "Kompetensi Pelaksana", "80,0000", "8,7400", "2,1850"),
        new(2, "Sarana dan Prasarana", "88,8889", "9,7111", "1,2139"),
        new(1, "Proses", "89,0909", "28,8387", "3,5313"),
        new(2, "Standar Pelayanan", "89,0909", "28,8387", "3,5313"),
        new(1, "Output", "76,0000", "18,4224", "5,8176"),
        new(2, "Persepsi Maladministrasi", "76,0000", "18,4224", "5,8176"),
        new(1, "Pengaduan", "90,0000", "19,3860", "2,1540"),
        new(2, "Pengelolaan Pengaduan", "90,0000", "19,3860", "2,1540"),
    ]);

    /// <summary>The mean of both units, (83.612936… + 85.098238…) / 2 = 84.355587…, rounded once.</summary>
    public const string AgencyTotal = "84,36";
}

/// <summary>A unit's total and the rows of its tree down to the variables.</summary>
internal sealed record GoldenTree(string Total, IReadOnlyList<TreeRow> Rows);
