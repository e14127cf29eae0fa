using System.Net.Mail;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Audit;

/// <summary>Who gets the last seal of each day by mail.</summary>
internal sealed record SealMail(IReadOnlyList<string> To)
{
    public const string Variable = "PATUH_SEAL_MAIL";

    public static SealMail FromEnvironment() => Of(Environment.GetEnvironmentVariable(Variable));

    /// <exception cref="UsageException">An entry is no address.</exception>
    public static SealMail Of(string? text) => new([.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)]);

    private static string One(string entry) =>
        MailAddress.TryCreate(entry, out var address) && address.Address == entry ? entry : throw new UsageException($"{Variable} lists e-mail addresses with commas between, not {Visible.Quoted(entry)}");
}
