using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patuh.Platform.Mail;
using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>A letter as a mail server took it.</summary>
internal sealed record TakenLetter(string[] To, string Data)
{
    /// <summary>The text, whatever it was packed in.</summary>
    public string Text => Regex.Split(Data, "\r?\n\r?\n", RegexOptions.None, TimeSpan.FromSeconds(1)) is [var head, .. var body]
        ? head.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(body.SelectMany(b => b.Where(c => !char.IsWhiteSpace(c))))))
            : string.Join("\n\n", body).Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)
        : "";

    /// <summary>Path of the one link in it.</summary>
    public string Link => new Uri(Regex.Match(Text, @"https?://\S+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value).AbsolutePath;
}

/// <summary>A real mail server (npm smtp-server) on a free port.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly Process node;

    public MailServer(int refusals = 0)
    {
        node = Process.Start(new ProcessStartInfo("node", ["smtp.mjs", $"{refusals}"]) { WorkingDirectory = Repository.File("tests", "web"), RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var port = JsonDocument.Parse(node.StandardOutput.ReadLine()!).RootElement.GetProperty("port").GetInt32();
        Settings = MailSettings.Of($"smtp+plain://127.0.0.1:{port}", "patuh@contoh.go.id", null, null)!;
    }

    public MailSettings Settings { get; }

    /// <summary>Waits for the next letter.</summary>
    public async Task<TakenLetter> Next() =>
        JsonSerializer.Deserialize<TakenLetter>(await node.StandardOutput.ReadLineAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token) ?? "", JsonSerializerOptions.Web)!;

    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
    }
}
