using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>Downloading, uploading and confirming workbooks with a visitor's cookie.</summary>
internal static class WorkbookVisits
{
    public static string Page(string assessment, string? kind = null) => $"/kerja/penilaian/{assessment}/buku-kerja{(kind is null ? "" : "?jenis=" + kind)}";

    public static async Task<WorkbookEditor> Workbook(this Visitor visitor, string assessment, string? kind = null)
    {
        using var answer = await visitor.Http.GetAsync($"/kerja/penilaian/{assessment}/buku-kerja.xlsx{(kind is null ? "" : "?jenis=" + kind)}");
        Assert.Equal(200, (int)answer.StatusCode);
        return new(await answer.Content.ReadAsByteArrayAsync());
    }

    public static async Task<Answer> Upload(this Visitor visitor, string assessment, byte[] file, string? kind = null, string name = "buku-kerja.xlsx")
    {
        var page = Page(assessment, kind);
        var token = (await visitor.Get("/kerja")).Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(file), "berkas", name } };
        using var response = await visitor.Http.PostAsync(page, form);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString, response.Headers);
    }

    /// <summary>Confirms what the preview shows; the sentence of what was done.</summary>
    public static async Task<string> Confirm(this Visitor visitor, string assessment, Answer preview, string? kind = null)
    {
        Assert.True(preview.Status == 200, preview.Text);
        var done = await visitor.Send(preview, Page(assessment, kind), Page(assessment, kind) + (kind is null ? "?" : "&") + "handler=Impor");
        Assert.True(done.Status == 303, done.Text);
        return (await visitor.Get(done.Location!)).Page.QuerySelector("[role=status]")!.TextContent;
    }

    public static async Task<string> Import(this Visitor visitor, string assessment, WorkbookEditor book, string? kind = null) =>
        await visitor.Confirm(assessment, await visitor.Upload(assessment, book.File, kind), kind);

    /// <summary>What is told wrong, one line each.</summary>
    public static List<string> Wrong(this Answer answer) => [.. answer.Page.QuerySelectorAll(".govuk-error-summary__list li").Select(l => l.TextContent.Trim())];

    /// <summary>Counts of the preview: kind to number.</summary>
    public static Dictionary<string, string> Counts(this Answer answer) => answer.Page.QuerySelectorAll("ul.counts li").Select(l => l.TextContent.Split(':')).ToDictionary(l => l[0].Trim(), l => l[1].Trim());
}
