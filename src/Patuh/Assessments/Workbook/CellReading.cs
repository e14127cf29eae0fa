using System.Globalization;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.Workbook;

/// <summary>What somebody meant who wrote into a cell, or a sentence where that cannot be known.</summary>
internal static class CellReading
{
    /// <summary>A value on a scale, <c>na</c>, or empty; null with a sentence.</summary>
    public static string? Value(object? cell, Indicator indicator, Reader L, out string? problem)
    {
        problem = null;
        var scale = WorkbookWords.Scale(indicator.Scale, L);
        switch (cell)
        {
            case null:
                return "";
            case double number when Math.Abs(number) < 1e15:
                return OnScale(Plain((decimal)number), indicator, L, out problem);
            case string text:
                var trimmed = text.Trim();
                if (trimmed.Length == 0)
                    return "";
                if (trimmed.Equals(Grade.NotApplicable, StringComparison.OrdinalIgnoreCase) || trimmed.Equals("n/a", StringComparison.OrdinalIgnoreCase))
                    return Grade.NotApplicable;
                if (Number(trimmed, indicator.Scale) is { } written)
                    return OnScale(Plain(written), indicator, L, out problem);
                problem = L.T($"“{Short(trimmed)}” bukan angka. Isi {scale}, atau na.", $"“{Short(trimmed)}” is no number. Give {scale}, or na.");
                return null;
            case ReadFormula:
                problem = L.T("berisi rumus. Ganti dengan angkanya (salin, lalu tempel sebagai nilai).", "holds a formula. Put its number there instead (copy, then paste as values).");
                return null;
            case DateTime or TimeSpan:
                problem = L.T($"Excel menjadikannya tanggal atau jam. Ubah format selnya menjadi Umum, lalu ketik angkanya lagi: {scale}, atau na.", $"Excel made it a date or a time. Set the cell's format to General, then type the number again: {scale}, or na.");
                return null;
            default:
                problem = L.T($"isinya bukan angka. Isi {scale}, atau na.", $"is no number. Give {scale}, or na.");
                return null;
        }
    }

    /// <summary>A note or reason; null with a sentence.</summary>
    public static string? Text(object? cell, Reader L, out string? problem)
    {
        problem = cell switch
        {
            ReadFormula => L.T("berisi rumus. Ganti dengan teksnya (salin, lalu tempel sebagai nilai).", "holds a formula. Put its text there instead (copy, then paste as values)."),
            DateTime or TimeSpan => L.T("Excel menjadikannya tanggal atau jam. Ubah format selnya menjadi Teks, lalu ketik lagi.", "Excel made it a date or a time. Set the cell's format to Text, then type it again."),
            string text when Standing.Text(text).Length > Answers.AnswerRules.LongestText => L.T($"terlalu panjang: paling banyak {Answers.AnswerRules.LongestText} karakter.", $"is too long: at most {Answers.AnswerRules.LongestText} characters."),
            _ => null,
        };
        return problem is not null ? null : cell switch { string text => Standing.Text(text), double number => number.ToString(CultureInfo.InvariantCulture), bool flag => flag ? "TRUE" : "FALSE", _ => "" };
    }

    private static string? OnScale(string value, Indicator indicator, Reader L, out string? problem)
    {
        problem = null;
        if (Grade.Read(value, indicator, false, out var why) is not null)
            return value;
        var scale = WorkbookWords.Scale(indicator.Scale, L);
        problem = why == GradeProblem.TooManyDecimals
            ? L.T($"{L.Decimal(value)}: terlalu banyak angka di belakang koma. Isi {scale}, atau na.", $"{value} has too many decimals. Give {scale}, or na.")
            : L.T($"{L.Decimal(value)} di luar skala. Isi {scale}, atau na.", $"{value} is off the scale. Give {scale}, or na.");
        return null;
    }

    /// <summary>4, 4.5 or 4,5. Where a number of thousands may be meant, 4.000 says nothing.</summary>
    private static decimal? Number(string text, Scale scale)
    {
        var point = text.AsSpan().IndexOfAny('.', ',');
        if (point >= 0 && scale.Max >= 1000 && text.Length - point - 1 == 3)
            return null;
        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
