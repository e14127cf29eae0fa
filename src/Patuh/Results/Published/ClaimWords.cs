using Patuh.Platform.Ui;

namespace Patuh.Results.Published;

/// <summary>What kinds of claims are called.</summary>
internal static class ClaimWords
{
    public static string Kind(string kind, Reader reader) => kind switch
    {
        "score" => reader.T("nilai", "score"),
        "rank" => reader.T("peringkat", "rank"),
        "band" => reader.T("kategori atau opini", "category or opinion"),
        "zone" => reader.T("zona", "zone"),
        "milestone" => reader.T("tonggak", "milestone"),
        "not_assessed" => reader.T("tidak dinilai", "not assessed"),
        _ => reader.T("target", "target"),
    };
}
