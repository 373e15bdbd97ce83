#pragma once

#include "content/model/document.h"
#include "engine/desk/visit.h"

/// A document's pictures as fields of a form: words per language, credit, licence, rights, focus, which is the main
/// one.
namespace sen::desk::pages {

/// Adds the document's pictures to `form`, as picture_fields() shows them.
void fill_pictures(const content::Document& document, Form& form);
/// For each picture its fields; the choice of the main one. Nothing of a document without pictures. `values`: a form as
/// it came, or as fill_pictures() makes it.
void picture_fields(portal::html::Writer& w, const Visit& visit, const content::Document& document, const Form& values);
/// Puts the form's values in the place of the pictures', takes those away that are marked, and sets the main one.
/// A picture that the form does not name stays. Errors: InvalidInput names the field.
Result<void> read_pictures(const Form& form, content::Document& document);

/// The fields of a picture that is handed in: the file with its words.
void new_picture_fields(portal::html::Writer& w, const Visit& visit, const content::Document& document);
/// What new_picture_fields() shows, but for the bytes. `content_type`: of the picture. Its name is made from the
/// file's and is new in the document. Errors: InvalidInput names the field.
Result<content::MediaUse> read_new_picture(const Visit& visit, const content::Document& document,
                                           std::string_view content_type);

}  // namespace sen::desk::pages
