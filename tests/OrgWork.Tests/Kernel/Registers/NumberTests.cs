using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Registers;

public sealed class NumberTests
{
    static readonly Register Marks = new()
    {
        Id = "marks", Title = "成绩", Noun = "成绩", Table = "mark", ReadPermission = "x.read", WritePermission = "x.edit",
        Fields = [Field.Number("score", "得分", 0, 100).WithDecimals(2), Field.Number("people", "人数", 0, 999)],
    };

    static RegisterForm Read(string score, string people) => RegisterForm.Read(Marks, new FormCollection(new Dictionary<string, StringValues> { ["score"] = score, ["people"] = people }), new(2026, 11, 22));

    [Theory]
    [InlineData("60.00", "60")]
    [InlineData("60.50", "60.5")]
    [InlineData("0.00", "0")]
    [InlineData("99.25", "99.25")]
    public void What_a_column_keeps_with_its_places_comes_back_from_its_form_as_the_same_number(string kept, string shown)
    {
        var number = decimal.Parse(kept, System.Globalization.CultureInfo.InvariantCulture);
        var form = RegisterForm.Of(Marks, new Dictionary<string, object?> { ["score"] = number, ["people"] = 7 });
        Assert.Equal(shown, form.Typed(Marks.Fields[0]));
        var back = Read(form.Typed(Marks.Fields[0]), form.Typed(Marks.Fields[1]));
        Assert.True(back.IsValid);
        // Nothing has changed, so nothing is recorded as a change.
        Assert.Equal(number, back.Values["score"]);
        Assert.Equal(7, back.Values["people"]);
    }

    [Theory]
    [InlineData("60.125", "7", "至多 2 位小数")]
    [InlineData("100.01", "7", "应在 0 与 100 之间")]
    [InlineData("60", "7.5", "人数请填整数")]
    [InlineData("六十", "7", "得分请填数")]
    [InlineData("60", "99999999999", "人数请填整数")]
    public void What_is_no_number_of_the_field_is_said(string score, string people, string words) => Assert.Contains(words, string.Join("；", Read(score, people).Errors.Values), StringComparison.Ordinal);

    /// <summary>A whole number that was put into a column with places, or came out of a sheet with them.</summary>
    [Fact]
    public void A_whole_number_may_be_written_with_its_point() => Assert.Equal(60, Read("1", "60.0").Values["people"]);
}
