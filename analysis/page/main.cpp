// The engine of a page as WebAssembly: what its workers call. Texts end with 0; bytes are at page_bytes(), page_size() many.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <emscripten/emscripten.h>

#include "analysis/page/engine.hpp"

namespace {

vangnet::analysis::PageEngine& engine()
{
    static vangnet::analysis::PageEngine one;
    return one;
}

std::string text;
std::vector<std::byte> bytes;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* page_answer(const char* request)
{
    text = engine().answer(request);
    return text.c_str();
}

/// Runs an item, which is then at page_bytes(). \return its size; 0 if there is none
EMSCRIPTEN_KEEPALIVE std::size_t page_run(int item)
{
    bytes = engine().run(item);
    return bytes.size();
}

/// Makes place for an item. \return where
EMSCRIPTEN_KEEPALIVE std::byte* page_place(std::size_t size)
{
    bytes.resize(size);
    return bytes.data();
}

EMSCRIPTEN_KEEPALIVE std::byte* page_bytes() { return bytes.data(); }

/// Takes in the item at page_bytes(). \return whether it was one
EMSCRIPTEN_KEEPALIVE int page_add() { return engine().add(bytes) ? 1 : 0; }
}
