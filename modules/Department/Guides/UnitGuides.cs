namespace OrgWork.Department;

/// <summary>Guidance by the kind of a unit: who is meant, and what requirements, forms and guides they get.</summary>
static class UnitGuides
{
    const string Read = Requirements.Read, Edit = Requirements.Edit;

    public static readonly CodeSet Materials = new("guide_material_kind", "类别", "坚持分类指导", [new("1", "要求"), new("2", "表样"), new("3", "指南")]);

    public static readonly Register Register = new()
    {
        Id = "guide-groups", Title = "分类指导", Noun = "类别", Counter = "类", Table = "guide_group", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "类别", 80).Required().Wide().Hinted("如 乡镇党委、机关单位、学校"), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable(), Field.LongText("aim", "指导重点", 1000).Required()],
        Children =
        [
            new() { Id = "kinds", Title = "适用的单位", Noun = "机构类别", Counter = "类", Table = "guide_group_kind", ParentColumn = "guide_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Code("kind", "机构类别", StandardCodes.UnitKind).Required().Wide()] },
            new() { Id = "materials", Title = "要求、表样、指南", Noun = "材料", Counter = "份", Table = "guide_material", ParentColumn = "guide_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "题目", 120).Required().Wide(), Field.Code("kind", "类别", Materials).Required().Listed(), Field.Date("issued_on", "印发日期").Required().Listed().Past(), Field.LongText("content", "内容", 8000).Required()] },
        ],
    };
}
