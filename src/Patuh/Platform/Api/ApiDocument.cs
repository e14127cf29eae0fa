using Microsoft.OpenApi;
using Patuh.Platform.Ui;

namespace Patuh.Platform.Api;

/// <summary>What the OpenAPI document says about the whole: who, licence, tags, and that the address of the server is wherever it was fetched.</summary>
internal static class ApiDocument
{
    private static readonly (string Name, string Description)[] Tags =
    [
        ("years", "Years, methods in force, classes of agencies"),
        ("agencies", "Agencies: search, history, claims, milestones"),
        ("results", "Published results, rankings, classification of a score"),
        ("instruments", "The methods as data"),
        ("practice", "Simulated years: invented, apart from everything real"),
    ];

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", o => o.AddDocumentTransformer((document, context, _) =>
    {
        var site = context.ApplicationServices.GetRequiredService<SiteOperator>();
        document.Info = new OpenApiInfo
        {
            Title = "Patuh",
            Version = "1",
            Description = "Published results of the Ombudsman of Indonesia's yearly assessment of public services: for reading, without a key. Each figure carries its source. Words are Indonesian, scores have a point and two decimals.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
            Contact = new OpenApiContact
            {
                Name = site.Name ?? "whoever runs this copy, see /tentang",
                Url = site.Contact is { } address && address.StartsWith("https:", StringComparison.Ordinal) ? new Uri(address) : null,
                Email = site.Contact is { } mail && mail.StartsWith("mailto:", StringComparison.Ordinal) ? mail["mailto:".Length..] : null,
            },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This site" }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(t => new OpenApiTag { Name = t.Name, Description = t.Description }));
        return Task.CompletedTask;
    }));
}
