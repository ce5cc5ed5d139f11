using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>Whatever leaves as a workbook says who took it out, and when.</summary>
public sealed partial class MarkTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    [Theory]
    [InlineData("ledger/entrants", "ledger/entrants?handler=export", "ledger.entrants.read")]
    [InlineData("grassroots/reports/basics", "grassroots/reports/basics?handler=export", "grassroots.figures.read", "grassroots.members.read")]
    [InlineData("grassroots/figures/members/rows", "grassroots/figures/members/rows?handler=export", "grassroots.figures.read", "grassroots.members.read")]
    [InlineData("org/audit", "org/audit?handler=export", "org.audit.read")]
    [Trait("Row", "P7.13")]
    public async Task A_workbook_carries_a_line_with_user_and_time(string page, string export, params string[] permissions)
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.City, permissions);

        var answer = await officer.PostFromAsync($"/{TestHost.City}/{page}", $"/{TestHost.City}/{export}");

        Assert.True(answer.Status == 200, $"{answer.Status} {answer.In("h1")}");
        using var book = SpreadsheetDocument.Open(new MemoryStream(await answer.Message.Content.ReadAsByteArrayAsync()), false);
        var lines = book.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<Cell>()).Select(cell => cell.InnerText);
        Assert.Contains(lines, line => Line().Match(line) is { Success: true } found && found.Groups["account"].Value == officer.Account);
    }

    [GeneratedRegex(@"导出人 周文博（(?<account>\w+)）　[0-9]{4}\.[0-9]{2}\.[0-9]{2} [0-9]{2}:[0-9]{2}")]
    private static partial Regex Line();
}
