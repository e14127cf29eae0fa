using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files;
using Patuh.Platform.Keys;
using Patuh.Platform.Mail;

namespace Patuh.Platform.Web;

/// <summary>What a server is made of.</summary>
internal sealed record ServerSetup(DatabaseConfiguration Database, string Urls, IReadOnlyList<SitePart> Parts)
{
    public KeyFolder Keys { get => field ??= KeyFolder.Of(Database); init; }

    public SealFiles Seals { get => field ??= SealFiles.Of(Keys); init; }

    public FileSettings Files { get => field ??= FileSettings.FromEnvironment(Keys); init; }

    /// <summary>Null where no mail is sent.</summary>
    public MailSettings? Mail { get; init; } = MailSettings.FromEnvironment();

    /// <summary>Who gets each day's last seal.</summary>
    public SealMail SealMail { get; init; } = SealMail.FromEnvironment();

    public TrustedProxies Proxies { get; init; } = TrustedProxies.FromEnvironment();

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
