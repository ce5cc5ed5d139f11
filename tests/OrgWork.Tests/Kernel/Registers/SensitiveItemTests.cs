using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class SensitiveItemTests
{
    static readonly Register People = new()
    {
        Id = "people", Title = "人员", Noun = "人员", Table = "people", ReadPermission = "", WritePermission = "",
        Fields = [Field.Name(), Field.Text("phone", "手机", 20).Sensitive(), Field.Text("office", "科室", 20)],
    };

    static RegisterForm Read(string phone) => RegisterForm.Read(People, new FormCollection(new Dictionary<string, StringValues> { ["name"] = "陶静", ["phone"] = phone, ["office"] = "" }), new DateOnly(2026, 11, 21));

    [Fact]
    public void A_form_does_not_show_what_the_record_masks()
    {
        var form = RegisterForm.Of(People, new Dictionary<string, object?> { ["name"] = "陶静", ["phone"] = "16067010270", ["office"] = "干部科" });
        Assert.Equal("", form.Typed(People.Find("phone")!));
        Assert.Equal("干部科", form.Typed(People.Find("office")!));
    }

    [Fact]
    public void Left_empty_it_stays_as_it_was()
    {
        var form = Read("");
        Assert.False(form.Values.ContainsKey("phone"));
        Assert.True(form.Values.ContainsKey("office"));
    }

    [Fact]
    public void It_is_taken_away_by_saying_so()
    {
        var form = Read(RegisterForm.Nothing);
        Assert.True(form.IsValid);
        Assert.Null(Assert.Contains("phone", form.Values));
    }

    [Fact]
    public void What_is_typed_is_taken() => Assert.Equal("16067010271", Read("16067010271").Values["phone"]);
}
