using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class StandardCodesTests
{
    [Fact]
    public void Ids_are_told_apart_and_every_table_names_its_source()
    {
        Assert.Equal(StandardCodes.All.Count, StandardCodes.All.Select(set => set.Id).Distinct().Count());
        Assert.All(StandardCodes.All, set => Assert.True(set.Source != "" && set.Name != "" && set.Codes.Count > 1, set.Id));
    }

    [Fact]
    public void All_holds_every_table()
    {
        var declared = typeof(StandardCodes).GetProperties().Where(property => property.PropertyType == typeof(CodeSet)).Select(property => ((CodeSet)property.GetValue(null)!).Id);
        Assert.Equal(declared.Order(), StandardCodes.All.Select(set => set.Id).Order());
    }

    [Fact]
    public void A_name_stands_for_one_code_because_data_from_elsewhere_is_matched_by_name() =>
        Assert.All(StandardCodes.All, set => Assert.Equal(set.Codes.Count, set.Codes.Select(code => code.Name).Distinct().Count()));

    [Fact]
    public void No_code_or_name_carries_a_blank_or_a_separator() =>
        Assert.All(StandardCodes.All.SelectMany(set => set.Codes), code => Assert.DoesNotContain(code.Value + code.Name, c => char.IsWhiteSpace(c) || c is ';' or '；'));

    [Fact]
    public void The_fifty_six_nations_are_complete()
    {
        Assert.Equal(Enumerable.Range(1, 56).Select(i => $"{i:00}"), StandardCodes.Nation.Codes.Select(code => code.Value).Take(56));
        Assert.Equal(["91", "92", "98", "99"], StandardCodes.Nation.Codes.Select(code => code.Value).Skip(56));
    }

    [Theory]
    [InlineData("09", "布依族")]
    [InlineData("20", "傈僳族")]
    [InlineData("32", "仫佬族")]
    [InlineData("37", "仡佬族")]
    [InlineData("43", "乌孜别克族")]
    [InlineData("55", "珞巴族")]
    public void Nations_that_are_often_misspelt_are_right(string value, string name) => Assert.Equal(name, StandardCodes.Nation.NameOf(value));

    public static TheoryData<CodeSet, string, string> Samples => new()
    {
        { StandardCodes.Sex, "2", "女" },
        { StandardCodes.Politics, "01", "中共党员" },
        { StandardCodes.Politics, "10", "九三学社" },
        { StandardCodes.Education, "2B", "省（区、市）委党校大学" },
        { StandardCodes.Education, "61", "高中" },
        { StandardCodes.Degree, "407", "理学学士" },
        { StandardCodes.Degree, "346", "工商管理硕士" },
        { StandardCodes.PostLevel, "1A32", "县处级副职" },
        { StandardCodes.InstitutionGrade, "0323", "专业技术七级" },
        { StandardCodes.Rank, "R06", "四级调研员" },
        { StandardCodes.AssessmentResult, "3", "基本称职" },
        { StandardCodes.Award, "01114", "记三等功" },
        { StandardCodes.UnitKind, "3203", "组织部" },
        { StandardCodes.PartyOrganisationKind, "632", "联合党支部" },
        { StandardCodes.PartyPost, "001A", "书记" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Codes_are_those_of_the_standard(CodeSet set, string value, string name)
    {
        Assert.Equal(name, set.NameOf(value));
        Assert.Equal(value, set.Named(name)?.Value);
    }

    [Fact]
    public void An_unknown_code_is_shown_as_it_is() => Assert.Equal("97", StandardCodes.Nation.NameOf("97"));

    [Fact]
    public void No_summary_line_can_be_chosen_as_the_kind_of_a_party_organisation() =>
        Assert.DoesNotContain(StandardCodes.PartyOrganisationKind.Codes, code => code.Value.EndsWith('X'));
}
