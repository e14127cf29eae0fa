using Microsoft.Playwright;
using Patuh.Accounts.Permissions;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>What an agency says of itself: answers, evidence that is looked at and put right, and that it is submitted.</summary>
internal sealed class SelfSteps(SmallCycleSite site)
{
    private const string Agency = "/kerja/siklus/" + SmallCycleSite.Cycle + "/instansi/" + SmallCycleSite.Agency;

    private static readonly byte[] Pdf = [.. "%PDF-1.4\n"u8, .. new byte[40_000], .. "\n%%EOF\n"u8];

    private string Unit => site.Unit(Golden.HealthCentre.Unit);

    /// <summary>Facilities and standards; what only assessors ask is not there.</summary>
    public async Task Answer()
    {
        await using var page = await site.As(LeastRole.For(Right.SelfAssessmentWrite));
        await page.GotoAsync(Unit);
        await page.Shows("0/31");
        await page.Picture("agency-3-unit");
        await page.Refuses(Unit + "/isi/output", 404);
        await Fill(page, "input", "555544444");
        await page.Picture("agency-4-answers");
        await Fill(page, "process", "5555555555555555555555");
        await page.GotoAsync(Unit);
        await page.Shows("Semua jawaban wajib sudah terisi.");
        await page.Lacks("main .tree");
    }

    public async Task BringEvidence()
    {
        await using var page = await site.As(LeastRole.For(Right.SelfAssessmentWrite));
        await page.GotoAsync(Unit + "/bukti/pasang?untuk=in.s1");
        await page.SetInputFilesAsync("#berkas", File("animasi.gif", "GIF89a"u8.ToArray()));
        await Assertions.Expect(page.Locator(".uploads .refused .note")).ToContainTextAsync("GIF tidak diterima");
        await page.ClickAsync(".uploads .refused button:visible");
        await page.SetInputFilesAsync("#berkas", File("jadwal-pengawasan.pdf", Pdf));
        await Assertions.Expect(page.Locator(".uploads .kept")).ToHaveCountAsync(1);
        await page.FillAsync("#keterangan", "Jadwal pengawasan internal 2024, halaman 3");
        await page.Picture("agency-5-attach");
        await page.ClickAsync("main form.attaching > button[type=submit]");
        await page.Says("Bukti sudah dipasang.");
        await Attach(page, "in.s2", "analisis-beban-kerja.pdf");
        await page.Lacks("main form[action$='handler=Terima']");
    }

    /// <summary>One is accepted, the other comes back with a reason.</summary>
    public async Task Look()
    {
        await using var page = await site.As(LeastRole.For(Right.AnswersWrite));
        await page.GotoAsync(Unit + "/bukti");
        await page.ClickAsync("[id='in.s1'] button:has-text('Terima')");
        await page.Says("Bukti sudah diterima.");
        await page.ClickAsync("[id='in.s2'] summary:has-text('Perlu perbaikan')");
        await page.FillAsync("[id='in.s2'] textarea", "Yang terlampir tahun 2021. Pasang analisis yang berlaku sekarang.");
        await page.Picture("assessor-4-evidence", "[id='in.s1']", 480);
        await page.ClickAsync("[id='in.s2'] button:has-text('Kembalikan')");
        await page.Says("bukti perlu diperbaiki");
    }

    public async Task PutRight()
    {
        await using var page = await site.As(LeastRole.For(Right.SelfAssessmentWrite));
        await page.GotoAsync(Unit + "/bukti");
        await Assertions.Expect(page.Locator("[id='in.s2'] [data-evidence=needs_revision]")).ToHaveCountAsync(1);
        await page.Picture("agency-6-evidence", "[id='in.s1']", 480);
        await page.ClickAsync("[id='in.s2'] .file a");
        await page.SetInputFilesAsync("#berkas", File("analisis-beban-kerja-2024.pdf", [.. Pdf, 10]));
        await Assertions.Expect(page.Locator(".uploads .kept")).ToHaveCountAsync(1);
        await page.Picture("agency-7-new-version");
        await page.ClickAsync("main form[action$='handler=Ganti'] > button[type=submit]");
        await page.Says("Versi baru sudah berlaku");
    }

    public async Task Submit()
    {
        foreach (var role in (string[])["unit_officer", "focal_point"])
        {
            await using var other = await site.As(role);
            await other.GotoAsync(Agency);
            await other.Lacks("main form[action$='handler=Kirim']");
        }
        await using var page = await site.As(LeastRole.For(Right.SelfAssessmentSubmit));
        await page.GotoAsync(Agency);
        await page.Shows("31/62 jawaban");
        await page.Picture("agency-8-submit", height: 760);
        await page.Send("Kirim");
        await page.Says("Penilaian mandiri sudah dikirim.");
        await using var officer = await site.As(LeastRole.For(Right.SelfAssessmentWrite));
        await officer.GotoAsync(Unit + "/isi/input");
        await officer.Lacks("main input.value");
    }

    private async Task Fill(IPage page, string part, string keys)
    {
        await page.GotoAsync($"{Unit}/isi/{part}");
        await page.ToFirstEmpty();
        await page.Type(keys);
        await Assertions.Expect(page.Locator("[data-given]")).ToHaveTextAsync($"{keys.Length}");
        await Assertions.Expect(page.Locator("[data-says]")).ToContainTextAsync("Tersimpan");
    }

    private async Task Attach(IPage page, string indicator, string name)
    {
        await page.GotoAsync($"{Unit}/bukti/pasang?untuk={indicator}");
        await page.SetInputFilesAsync("#berkas", File(name, [.. Pdf, .. "%%EOF\n"u8]));
        await Assertions.Expect(page.Locator(".uploads .kept")).ToHaveCountAsync(1);
        await page.ClickAsync("main form.attaching > button[type=submit]");
        await page.Says("Bukti sudah dipasang.");
    }

    private static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "application/octet-stream", Buffer = bytes };
}
