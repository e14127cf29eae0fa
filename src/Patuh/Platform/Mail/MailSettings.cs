using Patuh.Platform.Problems;

namespace Patuh.Platform.Mail;

/// <summary>Through which server letters go, and from whom they come. Null settings: this site sends no mail, and says what to do instead.</summary>
internal sealed record MailSettings(string Host, int Port, bool Encrypted, string? User, string? Password, string From)
{
    public const string ServerVariable = "PATUH_SMTP";
    public const string FromVariable = "PATUH_MAIL_FROM";
    public const string UserVariable = "PATUH_SMTP_USER";
    public const string PasswordFileVariable = "PATUH_SMTP_PASSWORD_FILE";

    public static MailSettings? FromEnvironment() => Of(Read(ServerVariable), Read(FromVariable), Read(UserVariable), Read(PasswordFileVariable));

    /// <exception cref="UsageException">A setting cannot be meant.</exception>
    public static MailSettings? Of(string? server, string? from, string? user, string? passwordFile)
    {
        if (server is null)
            return null;
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtp+plain") || address.Host.Length == 0 || address.UserInfo.Length > 0)
            throw new UsageException($"{ServerVariable} is smtp://host:port (STARTTLS), or smtp+plain://127.0.0.1:port for a server on this machine; name and password have settings of their own");
        if (address.Scheme == "smtp+plain" && !address.IsLoopback)
            throw new UsageException($"{ServerVariable}: letters hold links that open accounts; without encryption they go to this machine alone. Use smtp://");
        if (from is null || !from.Contains('@'))
            throw new UsageException($"{ServerVariable} needs {FromVariable}: the address that letters come from");
        string? password = null;
        if (user is not null)
            try
            {
                password = File.ReadAllText(passwordFile ?? throw new UsageException($"{UserVariable} needs {PasswordFileVariable}: a file with the password")).Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"{PasswordFileVariable}: {Visible.Quoted(passwordFile!)} cannot be read");
            }
        return new MailSettings(address.Host, address.Port > 0 ? address.Port : 587, address.Scheme == "smtp", user, password, from);
    }

    // a record would print the password
    public override string ToString() => $"{Host}:{Port}";

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } text ? text : null;
}
