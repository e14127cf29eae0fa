using Patuh.Platform.Problems;
using Patuh.Scoring;

namespace Patuh.Platform.Ui;

/// <summary>
/// Whose site this is: who runs it, how they are reached, and whether it is the Ombudsman's own. Said on every page, print and file, so that nobody
/// takes a copy for the source.
/// </summary>
internal sealed record SiteOperator(string? Name, string? Contact, bool Ombudsman, string? PublicUrl)
{
    public const string NameVariable = "PATUH_OPERATOR";
    public const string ContactVariable = "PATUH_OPERATOR_CONTACT";
    public const string OmbudsmanVariable = "PATUH_OMBUDSMAN_SITE";
    public const string PublicUrlVariable = "PATUH_PUBLIC_URL";

    public static SiteOperator FromEnvironment() => Of(Read(NameVariable), Read(ContactVariable), Read(OmbudsmanVariable), Read(PublicUrlVariable));

    /// <exception cref="UsageException">A setting cannot be meant.</exception>
    public static SiteOperator Of(string? name, string? contact, string? ombudsman, string? publicUrl = null)
    {
        if (name is { Length: > 120 } || (name ?? "").Any(char.IsControl))
            throw new UsageException($"{NameVariable} is a name of at most 120 characters");
        if (contact is not null && !IsContact(contact))
            throw new UsageException($"{ContactVariable} is an e-mail address (mailto:…) or an https address, not {Visible.Quoted(contact)}");
        if (ombudsman is not (null or "yes" or "no"))
            throw new UsageException($"{OmbudsmanVariable} is yes or no, not {Visible.Quoted(ombudsman)}");
        if (ombudsman == "yes" && name is null)
            throw new UsageException($"{OmbudsmanVariable}=yes needs {NameVariable}: a site says who runs it");
        if (publicUrl is not null && !(Uri.TryCreate(publicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/"))
            throw new UsageException($"{PublicUrlVariable} is the address of the site as readers type it, such as https://patuh.example.go.id, not {Visible.Quoted(publicUrl)}");
        return new SiteOperator(name, contact, ombudsman == "yes", publicUrl?.TrimEnd('/'));
    }

    /// <summary>Readers come by TLS alone.</summary>
    public bool IsHttps => PublicUrl?.StartsWith("https://", StringComparison.Ordinal) == true;

    /// <summary>A whole address, for citations and search engines: as configured, else as this request came.</summary>
    public string Address(HttpRequest request, string path) => (PublicUrl ?? $"{request.Scheme}://{request.Host}") + path;

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } text ? text : null;

    private static bool IsContact(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeMailto && text.Contains('@')));

    /// <summary>The sentence that stands on every page and in every file.</summary>
    public LocalText Says => Ombudsman
        ? new($"Situs ini dikelola oleh {Name}.", $"This site is run by {Name}.")
        : new(
            $"{(Name is null ? "Pengelola salinan ini tidak menyebut nama" : $"Dikelola oleh {Name}")}. Ini bukan situs Ombudsman RI; angka dimuat sebagaimana diumumkan oleh sumbernya.",
            $"{(Name is null ? "Whoever runs this copy gives no name" : $"Run by {Name}")}. This is not a site of Ombudsman RI; figures stand as published by their source.");
}
