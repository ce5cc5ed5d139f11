using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class FormTextTests
{
    static readonly DateOnly Reckoning = new(2025, 6, 1);

    [Fact]
    public void Birth_stands_with_the_age_on_the_reckoning_day() => Assert.Equal("1978.03\n（47岁）", FormText.BirthWithAge(new(1978, 3, 15), Reckoning));

    [Theory]
    [InlineData("示范县第一中学教师", null, "45")]
    [InlineData("示范县石桥镇农民（已去世）", null, "")]
    [InlineData("示范县石桥镇农民", "已故", "")]
    public void A_relative_who_has_died_has_no_age(string workplace, string? situation, string age) => Assert.Equal(age, FormText.AgeOfRelative(new(1980, 6, 1), Reckoning, workplace, situation));

    [Theory]
    [InlineData("01", "2002.06")]
    [InlineData("05", "民盟（2002.06）")]
    public void The_party_is_printed_as_the_form_has_it(string politics, string printed) => Assert.Equal(printed, FormText.PartyTime(politics, new DateOnly(2002, 6, 1)));

    [Fact]
    public void One_who_is_in_no_party_but_another_stands_in_brackets()
    {
        Assert.Equal("（九三学社）", FormText.PartyTime("10", null));
        Assert.Equal("（无党派）", FormText.PartyTime("12", null));
        Assert.Equal("", FormText.PartyTime("13", null));
    }

    [Fact]
    public void Lines_of_a_resume_begin_their_words_in_the_nineteenth_column()
    {
        Assert.Equal("1996.09--2000.07  示范大学学习", FormText.ResumeLine(new(1996, 9, 1), new(2000, 7, 1), "示范大学学习"));
        Assert.Equal(18, FormText.ResumeLine(new(2022, 5, 1), null, "局长").IndexOf("局长", StringComparison.Ordinal));
        Assert.Equal(("2022.05--", "局长"), FormText.PartsOfResumeLine("2022.05--         局长"));
        Assert.Equal(("", "（其间：2003.03--2003.07在省委党校学习）"), FormText.PartsOfResumeLine("                  （其间：2003.03--2003.07在省委党校学习）"));
    }

    [Fact]
    public void A_resume_of_another_program_gets_the_forms_own_columns() =>
        Assert.Equal("1996.09--2000.07  学习\n2000.07--          科员\n（其间：下派）".Replace("          科员", "         科员"), FormText.Resume("1996.09--2000.07 学习\r\n2000.07--\t科员\r\n                  （其间：下派）\r\n"));

    [Theory]
    [InlineData("陶静", 100, 30, 14)]
    [InlineData("买买提·吐尔逊江", 62, 34, 14)]
    [InlineData("阿布都热合曼·阿卜杜外力·吐尔逊", 62, 34, 9)]
    public void Names_are_set_smaller_until_they_fit(string name, double width, double height, double atLeast)
    {
        var size = TextFit.SizeFor(name, width, height, 14);
        Assert.InRange(size, atLeast, 14);
        Assert.True(TextFit.Fits(name, width, height, size));
    }

    [Fact]
    public void A_closing_mark_begins_no_line() => Assert.False(TextFit.Fits("一二三四，五六七", 40, 24, 10));

    [Fact]
    public void Names_of_files_hold_nothing_a_system_refuses() => Assert.Equal("县委办陶静", FormText.FileName("县/委:办*陶?静\n"));
}
