using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

/// <summary>Every paper that a module declares, and the two that every register has, as Word: 任免审批表, 介绍信, 公示, 花名册 and the rest.</summary>
public sealed class DeclaredDocumentTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    [Fact]
    public async Task Each_is_a_template_and_a_filled_document_that_Word_opens_without_a_word_with_a_control_for_every_tag()
    {
        var own = ledger.Book.All.Where(place => place.Parent is null).SelectMany(place => place.Register.Documents.Select(document => new DocumentPlace(place, document)));
        // The roster and the record are the same for all registers: looked at where most hangs on them.
        var shared = ledger.Book.All.Where(place => place.Path is "cadres/files" or "grassroots/members").SelectMany(DocumentPlace.Of);
        var places = own.Concat(shared).DistinctBy(place => place.Path).ToList();
        foreach (var title in (string[])["干部任免审批表", "党员组织关系介绍信", "任前公示", "花名册"]) Assert.Contains(places, place => place.Document.Title.Contains(title, StringComparison.Ordinal));
        var county = (await ledger.Host.Platform.Live.LocalitiesAsync(default)).Find(TestHost.County)!;
        var (validator, faults) = (new OpenXmlValidator(FileFormatVersions.Office2016), new List<string>());
        foreach (var place in places)
        {
            var layout = place.Document.Layout(new(null!, place.Register, [], new Dictionary<string, object?>(), county, [.. place.Register.Register.Fields.Where(field => field.IsListed)], Clock.Today, null!, null!));
            var template = DocumentFiles.Template(layout);
            Look(template, "template", controls => Assert.Equal((place.Path, string.Join(' ', layout.Tags.Order(StringComparer.Ordinal))), (place.Path, string.Join(' ', controls.Select(Tagged).Distinct().Order(StringComparer.Ordinal)))));
            Look(DocumentFiles.Fill(template, place.Document.Title, DocumentSample.Of(layout), "周文博 2026.11.21"), "filled", controls =>
            {
                var leaves = controls.Where(control => !control.Descendants<SdtElement>().Any() && !control.Descendants<Drawing>().Any()).ToList();
                Assert.NotEmpty(leaves);
                // Each says its own name, but for what goes on because it was too long.
                Assert.All(leaves.Where(leaf => leaf.InnerText != ""), leaf => Assert.Equal((place.Path, Tagged(leaf)), (place.Path, leaf.Descendants<DocumentFormat.OpenXml.Wordprocessing.Text>().Aggregate("", (all, text) => all + text.Text))));
                Assert.Contains(leaves, leaf => leaf.InnerText != "");
            });

            void Look(byte[] file, string what, Action<List<SdtElement>> look)
            {
                using var document = WordprocessingDocument.Open(new MemoryStream(file), false);
                faults.AddRange(validator.Validate(document).Select(fault => $"{place.Path} {what} {fault.Path?.XPath}: {fault.Description}"));
                look([.. document.MainDocumentPart!.Document.Descendants<SdtElement>()]);
            }
        }
        Assert.Empty(faults);

        static string Tagged(SdtElement control) => control.SdtProperties!.GetFirstChild<Tag>()!.Val!.Value!;
    }
}
