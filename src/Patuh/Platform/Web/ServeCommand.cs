using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Patuh.Platform.Data;
using Patuh.Platform.Mail;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;
using Patuh.Platform.Ui;

namespace Patuh.Platform.Web;

/// <summary><c>patuh serve</c>: pages and API on the configured database.</summary>
internal static class ServeCommand
{
    public static Option<string> Urls() => new("--urls") { Description = $"Where to listen (default {WebServer.DefaultUrl})", DefaultValueFactory = _ => WebServer.DefaultUrl, HelpName = "URL" };

    public static Command Create(params SitePart[] parts)
    {
        var urls = Urls();
        return new CliCommand("serve", $"Serves pages and API on the database of {DatabaseConfiguration.Variable}",
            "PATUH_DATABASE=data/patuh.db ./patuh serve",
            "PATUH_DATABASE='Host=127.0.0.1;Database=patuh;Username=patuh' ./patuh serve --urls http://127.0.0.1:8080") { urls }
            .Does(parsed => Run(DatabaseConfiguration.FromEnvironment(), parsed.GetValue(urls)!, [], parts));
    }

    /// <summary>Only what is meant: an address of this machine. A name that cannot be resolved would make the server listen everywhere.</summary>
    /// <exception cref="UsageException">An address is none.</exception>
    public static void CheckUrls(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
                throw new UsageException($"--urls {Visible.Text(url)}: an address like {WebServer.DefaultUrl} is expected (http; put a proxy with TLS in front)");
            if (address.HostNameType is not (UriHostNameType.IPv4 or UriHostNameType.IPv6) && address.Host != "localhost")
                throw new UsageException($"--urls {Visible.Text(url)}: give an IP address of this machine or localhost; 0.0.0.0 listens on all");
            if (address.Port == 0 && address.Host == "localhost")
                throw new UsageException($"--urls {Visible.Text(url)}: a port is needed with localhost");
        }
    }

    public static int Run(DatabaseConfiguration database, string urls, string[] paths, SitePart[] parts)
    {
        CheckUrls(urls);
        if (MailSettings.FromEnvironment() is not null && SiteOperator.FromEnvironment().PublicUrl is null)
            throw new UsageException($"{MailSettings.ServerVariable} needs {SiteOperator.PublicUrlVariable}: letters hold links that open accounts, and those must not lead to a name that whoever asked for the letter sent along");
        using var app = WebServer.Build(new ServerSetup(database, urls, parts));
        foreach (var part in parts)
            part.Rehearse?.Invoke(app.Services, CancellationToken.None).GetAwaiter().GetResult();
        app.Start();
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
            foreach (var path in paths.DefaultIfEmpty(""))
                Console.WriteLine(address + path);
        Console.Error.WriteLine("Ctrl+C ends it");
        app.WaitForShutdown();
        return 0;
    }
}
