using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Platform.Mail;

/// <summary>
/// Carries letters to the mail server: each by one program, also when several share a database; again later when the server does not take it, for three
/// days. A letter is sent twice only when the program ends between the server's word and the deleting of it.
/// </summary>
internal sealed partial class Postman(DatabaseConfiguration database, Post post, MailSettings settings, TimeProvider time, ILogger<Postman> log) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Rhythm);
        do
            try
            {
                await Round(stoppingToken);
            }
            catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
            {
                Log.CannotRead(log, e.GetType().Name);
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Round(CancellationToken cancel)
    {
        await using var db = database.Open();
        var now = time.GetUtcNow();
        var due = Stamp.Of(now);
        foreach (var mail in await db.Set<MailRow>().Where(m => string.Compare(m.NextAt, due) <= 0).OrderBy(m => m.NextAt).Take(20).ToListAsync(cancel))
        {
            // mine for two minutes: another program passes over it, and a crash leaves it for later
            var claim = Stamp.Of(now + TimeSpan.FromMinutes(2));
            if (await db.Set<MailRow>().Where(m => m.Id == mail.Id && m.NextAt == mail.NextAt).ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAt, claim).SetProperty(x => x.Attempts, mail.Attempts + 1), cancel) == 0)
                continue;
            if (await Send(mail, cancel) || now - Stamp.Read(mail.CreatedAt) > Longest)
                await db.Set<MailRow>().Where(m => m.Id == mail.Id).ExecuteDeleteAsync(cancel);
            else
            {
                var next = Stamp.Of(now + TimeSpan.FromMinutes(Math.Min(240, Math.Pow(3, mail.Attempts))));
                await db.Set<MailRow>().Where(m => m.Id == mail.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAt, next), cancel);
            }
        }
    }

    /// <summary>True when it has gone, or can never go.</summary>
    private async Task<bool> Send(MailRow mail, CancellationToken cancel)
    {
        try
        {
            var letter = post.Open(mail);
            using var message = new MailMessage(settings.From, letter.To, letter.Subject, letter.Text) { SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8 };
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Encrypted, Timeout = (int)Patience.TotalMilliseconds, Credentials = settings.User is null ? null : new NetworkCredential(settings.User, settings.Password) };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(Patience);
            await client.SendMailAsync(message, limit.Token);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            Log.NeverGoes(log, mail.Id, e.GetType().Name);
            return true;
        }
        catch (Exception e) when (e is SmtpException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            // the server's words may name the recipient
            Log.Later(log, mail.Id, e is SmtpException smtp ? smtp.StatusCode.ToString() : "no answer");
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "letter {Id} was not taken ({Reason}); it is tried again")]
        public static partial void Later(ILogger logger, string id, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "letter {Id} can never go ({Reason}) and is dropped")]
        public static partial void NeverGoes(ILogger logger, string id, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "letters cannot be read now ({Reason})")]
        public static partial void CannotRead(ILogger logger, string reason);
    }
}
