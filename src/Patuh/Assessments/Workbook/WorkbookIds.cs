using System.Security.Cryptography;
using System.Text;

namespace Patuh.Assessments.Workbook;

/// <summary>Ids made of what they stand for (version 8): the same workbook twice is the same answers and the same people.</summary>
internal static class WorkbookIds
{
    public static string Answer(string assessment, string kind, string indicator, string subject, string value, string note, string reason, IEnumerable<string> after) =>
        Of([assessment, kind, indicator, subject, value, note, reason, .. after.Order(StringComparer.Ordinal)]);

    public static string Subject(string workbook, string spare) => Of([workbook, spare]);

    private static string Of(string[] parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))).AsSpan(0, 16);
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0f) | 0x80), (byte)((bytes[8] & 0x3f) | 0x80));
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
