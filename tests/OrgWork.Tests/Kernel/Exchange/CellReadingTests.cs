using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Exchange;

/// <summary>What people write into cells, and what it means.</summary>
public class CellReadingTests
{
    static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("1988.06.01", "1988-06-01")]
    [InlineData("1988/6/1", "1988-06-01")]
    [InlineData("19880601", "1988-06-01")]
    [InlineData("1988年6月1日", "1988-06-01")]
    [InlineData("１９８８．６．１", "1988-06-01")]
    [InlineData("1988-06-01 00:00:00", "1988-06-01")]
    [InlineData("一九八八年十二月二十三日", "1988-12-23")]
    [InlineData("二〇〇一年十月十日", "2001-10-10")]
    public void Days_in_the_many_ways_they_are_written(string text, string value) => Assert.Equal(value, CellReading.Of(Field.Date("d", "日期"), text, false, Today).Value);

    [Theory]
    [InlineData("1988.6", "1988-06-01")]
    [InlineData("198806", "1988-06-01")]
    [InlineData("1988.06.21", "1988-06-01")]
    public void Months(string text, string value) => Assert.Equal(value, CellReading.Of(Field.Month("m", "年月"), text, false, Today).Value);

    [Theory]
    [InlineData("86.7", "1986.07")]
    [InlineData("05.7", "2005.07")]
    [InlineData("1988.13", null)]
    public void A_month_that_is_wrong_comes_with_what_it_may_be(string text, string? suggestion)
    {
        var reading = CellReading.Of(Field.Month("m", "年月"), text, false, Today);
        Assert.NotNull(reading.Fault);
        Assert.Equal(suggestion, reading.Suggestion);
    }

    [Fact]
    public void A_serial_number_and_a_lost_zero_are_taken_with_a_word_of_warning()
    {
        Assert.Equal(("1988-06-01", true), CellReading.Of(Field.Date("d", "日期"), "32295", true, Today) is var day ? (day.Value, day.Warning is not null) : default);
        Assert.Contains("10 月", CellReading.Of(Field.Month("m", "年月"), "1988.1", true, Today).Warning, StringComparison.Ordinal);
        Assert.Null(CellReading.Of(Field.Month("m", "年月"), "1988.1", false, Today).Warning);
    }

    [Theory]
    [InlineData("男", "1", null)]
    [InlineData("1", "1", null)]
    [InlineData("女性", "2", null)]
    [InlineData("不详", null, null)]
    public void Codes_by_name_by_code_and_nearly(string text, string? value, string? suggestion)
    {
        var reading = CellReading.Of(Field.Code("sex", "性别", StandardCodes.Sex), text, false, Today);
        Assert.Equal((value, suggestion), (reading.Value, reading.Suggestion));
    }

    [Fact]
    public void A_short_form_of_a_code_is_suggested_and_not_taken()
    {
        var reading = CellReading.Of(Field.Code("level", "职务层次", StandardCodes.PostLevel), "正科", false, Today);
        Assert.Null(reading.Value);
        Assert.Equal("乡科级正职", reading.Suggestion);
        Assert.Equal("汉族", StandardCodes.Nation.NameOf(CellReading.Of(Field.Code("nation", "民族", StandardCodes.Nation), "汉", false, Today).Value!));
    }

    [Theory]
    [InlineData("陶　静", "陶静")]
    [InlineData(" 陶静\u200B ", "陶静")]
    [InlineData("买买提·艾力", "买买提·艾力")]
    public void Names_without_what_other_programs_leave_in_them(string text, string name) => Assert.Equal(name, CellReading.Of(Field.Name(), text, false, Today).Value);

    [Theory]
    [InlineData("身份证号码（18位）", "identity_mask")]
    [InlineData("*姓 名", "name")]
    [InlineData("出生年月日", "birth_on")]
    [InlineData("加入时见", "joined_on")]
    [InlineData("post", "post")]
    [InlineData("备注2", "")]
    public void Headings_find_their_columns(string heading, string column)
    {
        var register = new Register
        {
            Id = "x", Title = "x", Noun = "x", Table = "x", ReadPermission = "", WritePermission = "",
            Fields = [Field.Name(), Field.Identity(), Field.Date("birth_on", "出生日期"), Field.Month("joined_on", "加入时间"), Field.Text("post", "岗位"), Field.Text("remark", "备注")],
        };
        Assert.Equal(column, Headings.Match(register, [heading], new Dictionary<string, string>())[0]);
    }

    [Fact]
    public void Two_rows_of_headings_are_one()
    {
        List<(int, string?[])> head = [(1, ["名册", null, null, null]), (2, ["姓名", "全日制教育", null, "备注"]), (3, [null, "学历", "学位", null])];
        Assert.Equal(["姓名", "学历", "学位", "备注"], Headings.Read(head, 3));
    }
}
